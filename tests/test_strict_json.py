import pytest

from annotations import limits
from annotations.strict_json import BadJson, parse

REFUSED = {
    "nothing": b" ",
    "half an object": b'{"a":',
    "a closing too many": b"[]]",
    "a comma at the end": b"[1,]",
    "a single quote": b"{'a': 1}",
    "a comment": b"[1] // one",
    "NaN": b"[NaN]",
    "Infinity": b"[-Infinity]",
    "more than a double holds": b"[1e400]",
    "more than every reader counts to": b"[9007199254740993]",
    "thousands of digits": b"1" * 5000,
    "a name twice": b'{"a": 1, "b": 2, "a": 3}',
    "a name twice, spelt otherwise": b'{"a": 1, "\\u0061": 2}',
    "U+0000": b'["\\u0000"]',
    "U+0000 in a name": b'{"\\u0000": 1}',
    "a raw control character": b'["\x01"]',
    "half a surrogate pair": b'["\\ud83d"]',
    "the wrong half first": b'["\\ude00\\ud83d"]',
    "no UTF-8": b'["\xff"]',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "an overlong slash": b'["\xc0\xaf"]',
    "a surrogate in UTF-8": b'["\xed\xa0\xbd"]',
    "too deep": b"[" * 65 + b"]" * 65,
    "too many values": b"[" + b"1," * 10_000 + b"1]",
    "a bomb of brackets": b"[" * 2_000_000,
    "a bomb of quotes": b'"\\"' * 600_000,
    "a bomb of backslashes": b'"' + b"\\" * 2_000_000,
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_what_readers_could_disagree_about_is_refused(body: bytes) -> None:
    with pytest.raises(BadJson):
        parse(body)


def test_everything_else_is_read_as_it_stands() -> None:
    texts, rest = '"😀 \\ud83d\\ude00", "a\\nb"', "-0.5, 1e3, true, null, {}, []"
    assert parse(f'{{"é": [{texts}, {rest}], "İ": 9007199254740991}}'.encode()) == {
        "é": ["😀 😀", "a\nb", -0.5, 1000.0, True, None, {}, []],
        "İ": 9007199254740991,
    }


def test_brackets_and_commas_inside_texts_do_not_count() -> None:
    text = '[{,\\"' * limits.JSON_NODES
    assert parse(f'["{text}"]'.encode()) == ['[{,"' * limits.JSON_NODES]


def test_the_limits_themselves_are_allowed() -> None:
    assert parse(b"[" * 64 + b"]" * 64)
    assert len(parse(b"[" + b"1," * 9_998 + b"1]")) == 9_999
