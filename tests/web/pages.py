"""What tests of pages share."""

import re
from html import unescape

from django.test import Client

from annotations.newsrooms.models import Member

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}&lt;b&gt;'
ARABIC = "قال الوزير إن المدينة لم تنفق المال بعد."


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def part(html: str, begin: str, end: str) -> str:
    """The html from `begin` up to the next `end`."""
    start = html.index(begin)
    return html[start : html.index(end, start)]


def words(html: str) -> str:
    """What a reader reads, single blanks between words."""
    text = re.sub(r"<(?!/?(?:del|ins|mark)\b)[^>]*>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())
