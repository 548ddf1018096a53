"""Labels around an article: dates, counters, the weather, who wrote it."""

import re
from datetime import date

from annotations.intake.furniture import LONGEST_LOOKED_AT, SHORT_LINE, ends_sentence, weight

_WEATHER = re.compile(r"[-−+]?\d{1,3}(?:[.,]\d)?\s?(?:°\s?[CFcf]?|℃|℉|[CF])")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?")
_NUMERIC_DATE = re.compile(r"\d{1,4}[./\-年]\s?\d{1,2}[./\-月]\s?\d{1,4}日?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d|[٠-٩۰-۹]{4}")
_COUNTED = re.compile(
    r"(?:[\d.,]+\s?[kKmM]?\s)?(?:comments?|views?|shares?|likes?|replies|min(?:ute)?s? read|votes?"
    r"|Kommentare?|Aufrufe|commentaires?|vues|comentarios?|visitas|yorum|görüntülenme|Min\.?)"
    r"(?:\s\(?[\d.,]+\)?)?|[\w ]{0,24}\btotal\s?\d+"
    r"|(?:\d+|an?|one) (?:second|minute|min|hour|day|week|month|year)s? (?:ago|read)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|jän|mär|mai|okt|dez|janv|fév|avr|juin"
    r"|juil|aoû|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fev|out|maa|mei|oca|şub|nis|haz|tem"
    r"|ağu|eyl|eki|kas|ara|sty|lut|kwi|maj|cze|lip|sie|wrz|paź|lis|gru|янв|фев|мар|апр|мая|май"
    r"|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|гру|يناير|فبراير"
    r"|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|ינואר|פברואר|במרץ|באפריל"
    r"|במאי|ביוני|ביולי|באוגוסט|בספטמבר|באוקטובר|בנובמבר|בדצמבר)\w*",
    re.IGNORECASE,
)
_ENGLISH_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ENGLISH_MONTH = rf"(?P<month>(?:{_ENGLISH_MONTHS})[a-z]*)\.?"
_DAYS = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})\.? {_ENGLISH_MONTH},? (?P<year>(?:19|20)\d\d)", re.IGNORECASE
    ),
    re.compile(rf"\b{_ENGLISH_MONTH} (?P<day>\d{{1,2}}),? (?P<year>(?:19|20)\d\d)", re.IGNORECASE),
)
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|yazan|автор|text|words|written by|reported by|بقلم|מאת)"
    r"(?::\s*|\s+)(?P<author>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,4})\s?(?:[,|/].{0,40})?",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")


def label_reason(line: str) -> str:
    """Why `line` is a label (a date, a counter, the weather, a byline), or "".

    Only of use around an article: among its sentences a line of numbers may be its own.
    """
    line = _SPACES.sub(" ", line[:LONGEST_LOOKED_AT]).strip()
    if _WEATHER.fullmatch(line):
        return "weather"
    if _is_date(line):
        return "date"
    if not re.search(r"[^\W\d_]", line):
        return "counter"
    if len(line) <= SHORT_LINE and _COUNTED.fullmatch(line):
        return "counter"
    return "byline" if author_in(line) else ""


def author_in(line: str) -> str:
    """The name in a byline such as "By Ada Lovelace", or "".

    >>> author_in("By Ada Lovelace, London"), author_in("By Monday the council knew")
    ('Ada Lovelace', '')
    """
    byline = _BYLINE.fullmatch(line.strip()) if len(line) <= SHORT_LINE else None
    names = byline["author"].split() if byline else []
    # Between them stand "de", "van" or "al"; languages without capitals have no lower case.
    is_name = bool(names) and not names[0][0].islower() and not names[-1][0].islower()
    return " ".join(names) if is_name else ""


def date_in(line: str) -> date | None:
    """The day a line names, where it is written beyond doubt: 2022-03-24, 24 March 2022.

    >>> date_in("Updated: March 24, 2022 10:30 am")
    datetime.date(2022, 3, 24)
    """
    for pattern in _DAYS:
        if named := pattern.search(line):
            month = named["month"].casefold()[:3]
            number = int(month) if month.isdigit() else _ENGLISH_MONTHS.index(month) // 4 + 1
            return _day(int(named["year"]), number, int(named["day"]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_date(line: str) -> bool:
    """Whether `line` is a date or a time and little else."""
    if weight(line) > 60 or ends_sentence(line.rstrip(".")):
        return False
    rest, dates = _NUMERIC_DATE.subn(" ", line)
    rest, times = _TIME.subn(" ", rest)
    named = bool(_MONTH.search(rest)) and bool(re.search(r"\d", rest))
    words = re.findall(r"[^\W\d_]+", _MONTH.sub(" ", rest))
    if dates or times:
        return len(words) <= 4
    return named and len(words) <= (4 if _YEAR.search(line) else 1)
