"""What the file of an export is called, and what it is, for those who download it."""

from annotations.exports.formats import FORMATS
from annotations.exports.models import Export


def media_type(name: str) -> str:
    """Of the file of a format: text is packed."""
    return "application/gzip" if FORMATS[name].is_text else FORMATS[name].media_type


def file_name(export: Export, slug: str) -> str:
    kind = FORMATS[export.format]
    packed = ".gz" if kind.is_text else ""
    return f"{slug}-claims-{export.format}-{export.asked_at:%Y%m%d-%H%M}.{kind.ending}{packed}"
