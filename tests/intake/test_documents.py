import pytest

from annotations.intake import language
from annotations.intake.blocks import Found, FoundBlock, Kind
from annotations.intake.decoding import declared_in_markup, decode, known
from annotations.intake.documents import from_fetched, from_upload
from annotations.intake.fetch import Fetched
from annotations.intake.refusals import NothingToRead, TooLarge, Unsupported

PROSE = (
    "Die Fähre zu den Inseln befördert jedes Jahr weniger Menschen, seit die Brücke eröffnet "
    "wurde, sagte das Hafenamt am Montag."
)
PAGE = f"<!DOCTYPE html><html lang=de><body><h1>Die Fähre</h1><p>{PROSE}</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("name", ["faehre.txt", "FAEHRE.TXT", "a.b.text"])
def test_a_text_file_is_read_in_its_encoding(name: str, encoding: str) -> None:
    text = f"Die Fähre verliert ihre Fahrgäste\n\n{PROSE}\n"
    assert from_upload(name, text.encode(encoding)) == Found(
        blocks=(
            FoundBlock(Kind.HEADING, "Die Fähre verliert ihre Fahrgäste", 1),
            FoundBlock(Kind.PARAGRAPH, PROSE),
        ),
        title="Die Fähre verliert ihre Fahrgäste",
        language="de",
        origin="upload",
    )


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.txt", "a.bin", "noname"])
def test_a_page_is_a_page_whatever_its_name(name: str) -> None:
    found = from_upload(name, PAGE.encode())
    assert (found.title, found.origin) == ("Die Fähre", "upload")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "PDF files cannot be read yet"),
        ("a.txt", b"%PDF-1.7 ...", "PDF files cannot be read yet"),
        ("a.docx", b"PK\x03\x04...", "Word files cannot be read yet"),
        ("a.png", b"\x89PNG\r\n\x1a\n...", r"Web pages \(.html\) and plain text \(.txt\) work"),
        ("a.txt", bytes(range(256)) * 8, r"Web pages \(.html\) and plain text \(.txt\) work"),
        ("a", b"words", r"Web pages \(.html\) and plain text \(.txt\) work"),
    ],
)
def test_a_refused_file_says_what_works(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Unsupported, match=says):
        from_upload(name, data)


def test_a_file_has_a_largest_size() -> None:
    with pytest.raises(TooLarge):
        from_upload("a.txt", b"a" * (25 * 1024 * 1024 + 1))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(NothingToRead):
        from_upload("a.html", b" \n")


def test_a_fetched_page_is_known_by_where_it_was_found() -> None:
    page = Fetched(
        url="https://t.example/x",
        final_url="https://insel.example/faehre?utm_source=t",
        content_type="text/html",
        charset="utf-8",
        body=PAGE.encode(),
    )
    found = from_fetched(page)
    assert (found.canonical_url, found.origin) == ("https://insel.example/faehre", "page")


def test_a_fetched_text_is_read_as_text() -> None:
    page = Fetched("", "https://insel.example/a.txt", "text/plain", "iso-8859-1", PROSE.encode())
    assert from_fetched(page) == Found(
        blocks=(FoundBlock(Kind.PARAGRAPH, PROSE),),
        language="de",
        canonical_url="https://insel.example/a.txt",
        origin="page",
    )


def test_a_fetched_document_without_a_type_must_look_like_a_page() -> None:
    page = Fetched("", "https://insel.example/a", "", "", PAGE.encode())
    assert from_fetched(page).title == "Die Fähre"
    with pytest.raises(Unsupported):
        from_fetched(Fetched("", "https://insel.example/a", "", "", b"\x00\x01"))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("UTF8", "utf-8"),
        ("latin1", "cp1252"),
        ("ISO-8859-9", "cp1254"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("windows-1251", "cp1251"),
        ("utf-7", ""),
        ("rot13", ""),
        ("unicode_escape", ""),
        ("zlib", ""),
        ("no such thing", ""),
        ("a\0b", ""),
        ("", ""),
    ],
)
def test_only_encodings_of_texts_are_known(label: str, name: str) -> None:
    assert known(label) == name


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("iso2022_jp", "船の乗客は毎年減っている。"),
        ("shift_jis", "船の乗客は毎年減っている。"),
        ("gb18030", "渡轮乘客逐年减少。"),
        ("koi8-r", "Паром теряет пассажиров."),
        ("windows-1256", "العبارة تفقد ركابها"),
    ],
)
def test_a_declared_encoding_is_believed(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), encoding) == text


def test_an_undeclared_encoding_is_recognised() -> None:
    text = "Паром до островов теряет пассажиров с тех пор, как открыли мост, сказали в порту. " * 5
    assert decode(text.encode("windows-1251")) == text


def test_a_meta_tag_names_the_encoding_near_the_beginning() -> None:
    assert declared_in_markup(b"<meta charset=windows-1251>") == "windows-1251"
    assert declared_in_markup(b'<META content="text/html; charset=UTF-16"') == "utf-8"
    assert declared_in_markup(b" " * 5000 + b"<meta charset=windows-1251>") == ""


@pytest.mark.parametrize(
    ("tag", "text", "direction"),
    [
        ("ar", "", "rtl"),
        ("fa-IR", "", "rtl"),
        ("ckb", "", "rtl"),
        ("ku", "", "ltr"),
        ("ku-Arab", "", "rtl"),
        ("ur-Latn", "", "ltr"),
        ("he", "Latin text", "rtl"),
        ("tr", "نص", "ltr"),
        ("", "123 “شهر", "rtl"),
        ("", "123 – abc", "ltr"),
        ("", "…", "ltr"),
        ("not a tag", "שלום", "rtl"),
    ],
)
def test_a_text_runs_as_its_language_says(tag: str, text: str, direction: str) -> None:
    assert language.direction(tag, text) == direction


def test_a_language_is_not_guessed_from_a_few_words() -> None:
    assert language.guess("Hello world") == ""
    assert language.guess(PROSE) == "de"
