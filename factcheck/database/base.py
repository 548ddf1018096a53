"""Django's PostgreSQL backend, with our oldest supported version and the embedded server."""

import os
from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base, client, features

from factcheck import postgres
from factcheck.embedded import places


class DatabaseFeatures(features.DatabaseFeatures):
    minimum_database_version = (15,)


class DatabaseClient(client.DatabaseClient):
    """What `manage.py dbshell` starts."""

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.get_connection_params()  # has the embedded server running
        if self.connection.settings_dict.get("EMBEDDED_BELOW"):
            programs = places.installed() / "bin"
            os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Nothing is started until something connects, so that `check` or mypy stay cheap."""

    features_class = DatabaseFeatures
    client_class = DatabaseClient

    @property
    def pool(self) -> Any:
        """None for a connection from before web.prepare() asked for a pool: it is not put back."""
        if self.connection is not None and getattr(self.connection, "_pool", None) is None:
            return None
        return super().pool

    def get_connection_params(self) -> dict[str, Any]:
        var = self.settings_dict.get("EMBEDDED_BELOW")
        if var:
            self.settings_dict["HOST"] = str(postgres.use(var))
        return super().get_connection_params()
