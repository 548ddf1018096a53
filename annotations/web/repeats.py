"""A form that is sent twice is written once: its answer was lost, or a button pressed again.

Each form of a page has a key of its own in the hidden field `once` ({% once %} in templates).
What an action gave back is kept under it, as names of rows, so that a page can answer again as
things stand then.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from annotations.errors import Conflict
from annotations.retries.keeping import sent
from annotations.retries.refusals import InFlight, KeyUsedOtherwise
from annotations.rows import Row
from annotations.web.doors import DeskRequest, key_of
from annotations.web.forms import WRITTEN

_NOT_WRITTEN = {"once", "csrfmiddlewaretoken"}


class SavedBefore(Conflict):
    code = "saved-before"
    says = _(
        "This form was saved already, before your last changes to it. Look there first: what you "
        "send now is saved as well."
    )


class BeingSaved(Conflict):
    code = "being-saved"
    says = _("This form is just being saved. Send it again in a moment.")


def once(request: DeskRequest, act: Callable[..., Any]) -> Callable[..., Any]:
    """`act`, done once for all requests with the key of this form; the same rows come back.

    Raises SavedBefore when the key came with other values, BeingSaved while it is at work.
    """
    key = key_of(request)
    if not key:
        return act

    def only_once(**values: Any) -> Any:
        try:
            with sent(key=f"form {key}", fingerprint=_digest(request), by=request.member) as form:
                result = _found(bytes(form.kept.body)) if form.kept else act(**values)
                if not form.kept:
                    form.keep(_names(result), status=WRITTEN, headers={})
        except KeyUsedOtherwise as refusal:
            raise SavedBefore from refusal
        except InFlight as refusal:
            raise BeingSaved from refusal
        return result

    return only_once


def _digest(request: DeskRequest) -> str:
    """SHA-256 of the address and of all that was filled in, files included."""
    filled = [(name, values) for name, values in request.POST.lists() if name not in _NOT_WRITTEN]
    filled += [
        (name, [part for one in files for part in (str(one.name), _content(one))])
        for name, files in request.FILES.lists()
    ]
    return hashlib.sha256(
        json.dumps([request.get_full_path(), sorted(filled)]).encode()
    ).hexdigest()


def _content(file: "UploadedFile[bytes]") -> str:
    """SHA-256 of a file, which is read from its beginning afterwards."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _names(result: Any) -> bytes:
    """The rows that an action gave back, by model and id: one, several, or none."""
    rows = result if isinstance(result, tuple) else (result,)
    names = [[row._meta.model_name, str(row.pk)] for row in rows if isinstance(row, Row)]
    return json.dumps({"rows": names, "several": isinstance(result, tuple)}).encode()


def _found(names: bytes) -> Any:
    kept = json.loads(names)
    rows = [
        apps.get_model("annotations", name)._base_manager.get(pk=pk) for name, pk in kept["rows"]
    ]
    if kept["several"]:
        return tuple(rows)
    return rows[0] if rows else None
