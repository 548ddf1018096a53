"""A file, imported as the worker does it."""

import json
from io import BytesIO
from typing import Any

from annotations.imports.actions import Wanted, begin_import
from annotations.imports.models import Import, ImportedItem
from annotations.imports.options import Options
from annotations.newsrooms.models import Member
from tests import working


def imported(
    by: Member, format_name: str, content: Any, *, is_trial: bool = False, **options: Any
) -> Import:
    """`content` is bytes or text as it stands, or what JSON is made of."""
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    data = content.encode() if isinstance(content, str) else content
    wanted = Wanted(format_name, f"claims.{format_name}", Options(**options), is_trial=is_trial)
    begun = begin_import(file=BytesIO(data), wanted=wanted, by=by)
    assert working.work() == ["annotations.imports.tasks.run_import"]
    begun.refresh_from_db()
    return begun


def items(of: Import) -> list[ImportedItem]:
    return list(ImportedItem.objects.filter(of=of))


def outcomes(of: Import) -> list[tuple[int, str, str]]:
    """Each item's line and outcome, and why it is no claim."""
    return [(item.line, item.outcome, item.says) for item in items(of)]
