"""Our annotations against the W3C's Web Annotation Data Model, and against JSON-LD itself."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from annotations.exports import context, webannotation
from tests.exports import example

# The terms of the W3C's context that we use, as its vocabulary defines them.
ANNO = json.loads((Path(__file__).parent / "anno.json").read_text(encoding="utf-8"))
CONTEXTS = {
    webannotation.CONTEXT: ANNO,
    example.AT.context: context.document(example.AT.context),
}
MOTIVATIONS = {"assessing", "commenting", "describing", "highlighting", "linking", "tagging"}


def collection() -> dict[str, Any]:
    pieces = webannotation.collection(iter(example.claims()), example.OCCASION)
    found: dict[str, Any] = json.loads(b"".join(pieces))
    return found


ANNOTATIONS = collection()["first"]["items"]


def expanded(document: Any) -> Any:
    """The document without contexts, read from here and not from the network."""

    def load(url: str, _options: Any) -> dict[str, Any]:
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": CONTEXTS[url],
        }

    return jsonld.expand(document, {"documentLoader": load})


def paths(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where every member of every object stands."""
    inner = document.items() if isinstance(document, dict) else enumerate(document)
    for name, value in inner:
        if name == "@context":
            continue
        yield (*path, name)
        if isinstance(value, dict | list):
            yield from paths(value, (*path, name))


def without(document: Any, path: tuple[Any, ...]) -> Any:
    copy = deepcopy(document)
    place = copy
    for name in path[:-1]:
        place = place[name]
    del place[path[-1]]
    return copy


def test_nothing_that_we_say_vanishes_when_json_ld_reads_it() -> None:
    annotation = {"@context": collection()["@context"], **ANNOTATIONS[0]}
    whole = expanded(annotation)
    silent = [path for path in paths(annotation) if expanded(without(annotation, path)) == whole]
    assert silent == []


def test_no_term_is_left_without_a_meaning() -> None:
    def names(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (name for name in value if not name.startswith("@"))
            yield from (kind for kind in value.get("@type", []) if isinstance(value["@type"], list))
        for part in value.values() if isinstance(value, dict) else value:
            if isinstance(part, dict | list):
                yield from names(part)

    assert [name for name in names(expanded(collection())) if ":" not in name] == []


def test_a_collection_holds_one_page_that_is_part_of_it() -> None:
    found = collection()
    page = found["first"]
    assert found["@context"] == [webannotation.CONTEXT, example.AT.context]
    assert (found["id"], found["type"]) == (example.OCCASION.here, "AnnotationCollection")
    assert found["total"] == len(page["items"]) == 4
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == {"id": found["id"], "type": "AnnotationCollection"}
    assert (found["last"], page["startIndex"]) == (page["id"], 0)


@pytest.mark.parametrize("annotation", ANNOTATIONS, ids=range(len(ANNOTATIONS)))
def test_an_annotation_keeps_every_must_of_the_model(annotation: dict[str, Any]) -> None:
    assert annotation["type"] == "Annotation"
    assert isinstance(annotation["id"], str)
    assert annotation["id"].startswith(example.AT.newsroom)
    assert annotation["motivation"] in MOTIVATIONS
    target = annotation["target"]
    assert target["type"] == "SpecificResource"
    assert isinstance(target["source"], str)
    assert target["state"]["type"] == "TimeState"
    assert target["state"]["sourceDate"].endswith("Z")
    quote, position = target["selector"]
    assert quote.keys() == {"type", "exact", "prefix", "suffix"}
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert position["end"] - position["start"] == len(quote["exact"])
    assert position["start"] >= 0
    for body in annotation["body"]:
        assert body["purpose"] in MOTIVATIONS
        if body["type"] == "TextualBody":
            assert isinstance(body["value"], str)
        else:
            assert body["type"] == "SpecificResource"
            assert isinstance(body["source"]["id"], str)


def test_what_nobody_has_assessed_is_only_highlighted() -> None:
    assert [found["motivation"] for found in ANNOTATIONS] == [
        "assessing",
        "assessing",
        "highlighting",
        "assessing",
    ]


def test_the_bodies_tell_the_verdict_the_reasons_and_the_evidence() -> None:
    told = [
        (body["purpose"], body.get("value") or body["source"]["title"])
        for body in ANNOTATIONS[0]["body"]
    ]
    assert told == [
        ("describing", example.settled().statement),
        ("assessing", "False"),
        ("commenting", "Wrong,\nin every way."),
        ("commenting", "The minutes show it.\n\nTwice."),
        ("commenting", "+1"),
        ("linking", "Minutes, “May” <2026>"),
        ("linking", "The mayor, by telephone"),
        ("tagging", "harbour"),
        ("tagging", "@money"),
    ]
