"""What tests of putting articles in share."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from annotations.articles.models import Capture
from annotations.newsrooms.models import Member
from tests import factories
from tests.web.pages import part, words

PASTE = f"""20.4 C

The harbour of Lindau stays open another year

The council voted on Monday. {factories.SENTENCE} Nobody was surprised.

“We will wait,” said the mayor, “and then we will see what comes of it.”

Become a patron at Patreon!
"""


def send(client: Client, ada: Member, **sent: Any) -> Any:
    return client.post(reverse("web:new_article", args=[ada.newsroom.slug]), sent)


def preview_of(capture: Capture) -> str:
    return reverse("web:preview", args=[capture.newsroom.slug, capture.pk])


def rows(html: str) -> list[tuple[bool, str, str]]:
    """Of each block in the preview: is it taken in, its words, and why it is not."""
    found = re.findall(r"<label[^>]* data-block>(.*?)</label>", html, re.DOTALL)
    return [
        (
            " checked" in row,
            unescape(part(row, "<span data-block-text", "</span>").partition(">")[2]),
            words(part(row, '<span class="block-why">', "</span>")) if "block-why" in row else "",
        )
        for row in found
    ]


def errors(html: str) -> list[str]:
    return [words(found) for found in re.findall(r'<ul class="errorlist.*?</ul>', html, re.DOTALL)]
