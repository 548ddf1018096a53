"""Django's PostgreSQL backend, with our oldest supported version and the embedded server."""

from typing import Any

from django.db.backends.postgresql import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    minimum_database_version = (15,)


class DatabaseWrapper(base.DatabaseWrapper):
    """Nothing is started until something connects, so that `check` or mypy stay cheap."""

    features_class = DatabaseFeatures

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params()
