"""The site's own style sheets and scripts, served beside the application under ASGI."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from servestatic import ServeStaticASGI

from factcheck.trouble import CannotStart

Converter = Callable[[re.Match[str]], str]


# A string, which may hold anything, or a comment.
TOKEN = re.compile(
    r"""(?s)(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
    r"""|/\*.*?\*/|//[^\n]*"""
)


class HashedFiles(ManifestStaticFilesStorage):
    """Names that change with the content, in `import` statements of ES modules too."""

    support_js_module_import_aggregation = True

    def url_converter(self, *arguments: Any, **named: Any) -> Converter:
        """Leaves comments as they are: the `import(...)` of a JSDoc type is none of a module.

        Django 5.2 takes it for one; 6.0 does not.
        """
        convert: Converter = super().url_converter(*arguments, **named)

        def convert_code(match: re.Match[str]) -> str:
            return (
                match["matched"] if is_in_comment(match.string, match.start()) else convert(match)
            )

        return convert_code


def is_in_comment(script: str, place: int) -> bool:
    """Whether a comment of this script or style sheet goes over `place`.

    >>> is_in_comment('get("*/*"); import("./a.js"); // import("./b.js")', 12)
    False
    >>> is_in_comment('get("*/*"); import("./a.js"); // import("./b.js")', 34)
    True
    """
    return any(
        not token["string"] and token.start() <= place < token.end()
        for token in TOKEN.finditer(script)
    )


def with_static_files(application: Any) -> ServeStaticASGI:
    """`application`, with everything below STATIC_URL answered from files.

    In production these are the files that `collectstatic` gathered, cached for ever by their
    hashed names; locally those in the source tree, looked at anew for each request.
    """
    if not settings.PRODUCTION:
        server = ServeStaticASGI(
            application,
            autorefresh=True,
            max_age=0,
            allow_all_origins=False,
            add_headers_function=_headers,
        )
        for folder in _source_folders():
            server.add_files(folder, settings.STATIC_URL)
        return server
    if not (settings.STATIC_ROOT / ManifestStaticFilesStorage.manifest_name).exists():
        raise CannotStart(
            "The static files are not there yet: run `manage.py collectstatic` first."
        )
    return ServeStaticASGI(
        application,
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        allow_all_origins=False,
        immutable_file_test=_is_hashed,
        add_headers_function=_headers,
    )


def _source_folders() -> Iterable[str]:
    for finder in finders.get_finders():
        for storage in getattr(finder, "storages", {}).values():
            yield storage.location


def _is_hashed(_path: str, url: str) -> bool:
    hashed = getattr(staticfiles_storage, "hashed_files", {})
    return url.removeprefix(settings.STATIC_URL) in hashed.values()


def _headers(headers: Any, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
