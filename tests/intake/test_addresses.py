import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.intake.addresses import canonical_url
from annotations.intake.refusals import BadAddress

SAME_PAGE = {
    "https://example.org": "https://example.org/",
    "HTTPS://EXAMPLE.org:443/News?b=2&a=1#top": "https://example.org/News?b=2&a=1",
    "http://example.org:80/a": "http://example.org/a",
    "http://example.org:8080/a": "http://example.org:8080/a",
    "  https://example.org/a\n": "https://example.org/a",
    "https://example.org./a": "https://example.org/a",
    "https://example.org/a/./b/../c/..": "https://example.org/a/",
    "https://example.org/../../a": "https://example.org/a",
    "https://example.org/a?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2&id=7": (
        "https://example.org/a?id=7"
    ),
    "https://example.org/a?": "https://example.org/a",
    "https://example.org/a?id=7&id=8&empty=": "https://example.org/a?id=7&id=8&empty=",
    "https://example.org/%7euser/%c3%a9": "https://example.org/~user/%C3%A9",
    "https://example.org/é und ü?q=ß": "https://example.org/%C3%A9%20und%20%C3%BC?q=%C3%9F",
    "https://example.org/100%": "https://example.org/100%25",
    "https://Bücher.example/x": "https://xn--bcher-kva.example/x",
    "https://my_paper.example.org/": "https://my_paper.example.org/",
    "https://93.184.216.34/a": "https://93.184.216.34/a",
    "https://[2606:4700:0:0::1111]/a": "https://[2606:4700::1111]/a",
}


@pytest.mark.parametrize(("written", "known_as"), SAME_PAGE.items())
def test_one_page_has_one_spelling(written: str, known_as: str) -> None:
    assert canonical_url(written) == known_as
    assert canonical_url(known_as) == known_as


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/a",
        "//example.org/a",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "gopher://example.org/",
        "https://",
        "https:///a",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://@example.org/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.0.01/",
        "https://1.2.3.4.5/",
        "https://example.0x1/",
        "https://①②⑦.⓪.⓪.①/",
        "https://127。0。0。1/",
        "https://[::1%25eth0]/",
        "https://[fe80::1",
        "https://[v1.x]/",
        "https://exa mple.org/",
        "https://example..org/",
        "https://%31%32%37.0.0.1/",
        "https://example.org\\@127.0.0.1/",
        "https://example.org/a\nb",
        "https://example.org/a\0b",
        "https://example.org/\ud800",
        "https://example.org/" + "a" * 5000,
    ],
)
def test_what_is_not_a_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        canonical_url(url)


@given(st.text(alphabet="/.%aé?&=#utm_ b+:@;", max_size=40))
def test_a_canonical_address_is_its_own_canonical_address(rest: str) -> None:
    known_as = canonical_url("https://example.org/" + rest)
    assert canonical_url(known_as) == known_as
    assert known_as.isascii()
