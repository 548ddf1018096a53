"""How the API is set up: who may ask in which way, and how it describes itself."""

from typing import Any

from annotations.api.enums import ENUMS

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "annotations.api.authentication.ByToken",
        "annotations.api.authentication.BySession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["annotations.api.parsing.StrictJson"],
    "DEFAULT_RENDERER_CLASSES": ["annotations.api.rendering.Json"],
    "DEFAULT_SCHEMA_CLASS": "annotations.api.schema.Operation",
    "EXCEPTION_HANDLER": "annotations.api.problems.answer",
    "URL_FORMAT_OVERRIDE": None,
}
DESCRIPTION: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Factcheck",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": r"/api/v1(/newsrooms/{slug})?",
    "AUTHENTICATION_WHITELIST": ["annotations.api.authentication.ByToken"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Opened all at once, more than some 120 operations are not shown to the end.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "filter": True, "docExpansion": "none"},
    "SORT_OPERATIONS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": ENUMS,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "annotations.api.finishing.finish",
    ],
}


def rates(*, known: int, anonymous: int) -> dict[str, int]:
    """Requests a minute, by who asks; 0 for any number."""
    return {"token": known, "session": known, "address": anonymous}
