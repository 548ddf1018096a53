"""The fetcher against a server of our own. Only the network it may reach is another one."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from annotations.intake import connections
from annotations.intake.connections import Network
from annotations.intake.fetch import Fetched, fetch
from annotations.intake.limits import FETCHED
from annotations.intake.refusals import Blocked, TooLarge, Unreachable, Unsupported

PAGE = "<p>Ä page.</p>".encode()


def here(host: str, port: int, seconds: float) -> list[str]:
    return ["127.0.0.1"]


@pytest.fixture
def network(httpserver: HTTPServer) -> Network:
    """The internet as far as these tests go: every name leads to the server of the test."""
    return Network(resolve=here, is_public=lambda _: True, ports=frozenset({httpserver.port}))


@pytest.fixture
def site(httpserver: HTTPServer) -> str:
    return f"http://news.example:{httpserver.port}"


def test_a_page_is_fetched_under_its_own_name(
    httpserver: HTTPServer, network: Network, site: str
) -> None:
    seen: list[dict[str, str]] = []

    def answer(request: Request) -> Response:
        seen.append({name.lower(): value for name, value in request.headers.items()})
        return Response(PAGE, content_type="text/html; charset=UTF-8")

    httpserver.expect_request("/a", query_string="b=1").respond_with_handler(answer)
    assert fetch(f"{site}/a?b=1#c", network) == Fetched(
        url=f"{site}/a?b=1#c",
        final_url=f"{site}/a?b=1",
        content_type="text/html",
        charset="utf-8",
        body=PAGE,
    )
    assert seen[0]["host"] == f"news.example:{httpserver.port}"
    assert "cookie" not in seen[0]


def test_redirects_are_followed_and_the_last_address_is_told(
    httpserver: HTTPServer, network: Network, site: str
) -> None:
    for step, status in enumerate((301, 302, 303, 307, 308)):
        httpserver.expect_request(f"/{step}").respond_with_response(
            Response(status=status, headers={"Location": f"./{step + 1}"})
        )
    httpserver.expect_request("/5").respond_with_data(PAGE, content_type="text/html")
    fetched = fetch(f"{site}/0", network)
    assert (fetched.url, fetched.final_url) == (f"{site}/0", f"{site}/5")


def test_a_sixth_redirect_is_not_followed(
    httpserver: HTTPServer, network: Network, site: str
) -> None:
    httpserver.expect_request("/").respond_with_response(
        Response(status=302, headers={"Location": "/"})
    )
    with pytest.raises(Unreachable):
        fetch(site, network)
    assert len(httpserver.log) == 6


def test_cookies_are_not_carried_along(httpserver: HTTPServer, network: Network, site: str) -> None:
    httpserver.expect_request("/a").respond_with_response(
        Response(status=302, headers={"Location": "/b", "Set-Cookie": "seen=1"})
    )
    httpserver.expect_request("/b").respond_with_data(PAGE, content_type="text/html")
    fetch(f"{site}/a", network)
    assert [request.headers.get("Cookie") for request, _ in httpserver.log] == [None, None]


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://news.example:22/",
        "http://user:secret@news.example/",
        "file:///etc/passwd",
        "gopher://news.example/",
        "http://2130706433/",
        "http://[::1]/",
    ],
)
def test_every_redirect_is_checked_like_the_first_address(
    httpserver: HTTPServer, network: Network, site: str, location: str
) -> None:
    httpserver.expect_request("/").respond_with_response(
        Response(status=302, headers={"Location": location})
    )
    careful = replace(network, is_public=lambda address: address == "127.0.0.1")
    with pytest.raises(Blocked):
        fetch(site, careful)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://127.1/",
        "http://①②⑦.⓪.⓪.①/",
        "https://93.184.216.34:8443/",
        "https://user@93.184.216.34/",
        "ftp://93.184.216.34/",
        "",
    ],
)
def test_the_default_network_is_the_public_internet_only(url: str) -> None:
    with pytest.raises(Blocked):
        fetch(url)


def test_one_private_address_among_public_ones_blocks_the_name(network: Network) -> None:
    tricked = Network(resolve=lambda *_: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(Blocked):
        fetch("http://rebind.example/", tricked)


def test_the_checked_address_is_the_one_connected_to(
    httpserver: HTTPServer, network: Network, site: str
) -> None:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type="text/html")
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked_once = replace(network, resolve=lambda *_: next(answers))
    assert fetch(site, asked_once).body == PAGE
    assert next(answers) == ["10.0.0.1"]


def test_the_environments_proxy_is_not_asked(
    httpserver: HTTPServer, network: Network, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    httpserver.expect_request("/").respond_with_data(PAGE, content_type="text/html")
    assert fetch(site, network).body == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
def test_a_packed_page_is_unpacked(
    httpserver: HTTPServer, network: Network, site: str, encoding: str
) -> None:
    page = PAGE * 20_000
    packed = {
        "gzip": gzip.compress(page),
        "deflate": zlib.compress(page),
        "raw deflate": zlib.compress(page)[2:-4],
    }[encoding]
    httpserver.expect_request("/").respond_with_data(
        packed,
        content_type="text/html",
        headers={"Content-Encoding": encoding.removeprefix("raw ")},
    )
    assert fetch(site, network).body == page


def test_a_page_is_measured_unpacked(httpserver: HTTPServer, network: Network, site: str) -> None:
    bomb = gzip.compress(b"0" * (200 * 1024 * 1024), 9)
    httpserver.expect_request("/").respond_with_data(
        bomb, content_type="text/html", headers={"Content-Encoding": "gzip"}
    )
    with pytest.raises(TooLarge):
        fetch(site, network)


@pytest.mark.parametrize("size", [FETCHED, FETCHED + 1])
def test_ten_mebibytes_are_taken_and_not_a_byte_more(
    httpserver: HTTPServer, network: Network, site: str, size: int
) -> None:
    httpserver.expect_request("/").respond_with_data(b"0" * size, content_type="text/html")
    if size > FETCHED:
        with pytest.raises(TooLarge):
            fetch(site, network)
    else:
        assert len(fetch(site, network).body) == size


@pytest.mark.parametrize("content_type", ["image/png", "application/pdf", "application/json"])
def test_only_documents_with_a_reader_are_taken(
    httpserver: HTTPServer, network: Network, site: str, content_type: str
) -> None:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=content_type)
    with pytest.raises(Unsupported):
        fetch(site, network)


def test_an_unknown_packing_is_unsupported(
    httpserver: HTTPServer, network: Network, site: str
) -> None:
    httpserver.expect_request("/").respond_with_data(
        PAGE, content_type="text/html", headers={"Content-Encoding": "br"}
    )
    with pytest.raises(Unsupported):
        fetch(site, network)


@pytest.mark.parametrize("status", [204, 401, 403, 404, 429, 500, 503])
def test_an_answer_without_the_page_is_unreachable(
    httpserver: HTTPServer, network: Network, site: str, status: int
) -> None:
    httpserver.expect_request("/").respond_with_data(b"", status=status)
    with pytest.raises(Unreachable):
        fetch(site, network)


def test_a_broken_packing_is_unreachable(
    httpserver: HTTPServer, network: Network, site: str
) -> None:
    httpserver.expect_request("/").respond_with_data(
        gzip.compress(PAGE)[:-6], content_type="text/html", headers={"Content-Encoding": "gzip"}
    )
    with pytest.raises(Unreachable):
        fetch(site, network)


def test_nobody_listening_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    nobody = Network(resolve=here, is_public=lambda _: True, ports=frozenset({port}))
    with pytest.raises(Unreachable):
        fetch(f"http://news.example:{port}/", nobody)


def test_a_name_that_nobody_knows_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        connections.resolve("no-such-host.invalid", 80, 5.0)


def test_a_name_server_that_sleeps_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    awake, answers = threading.Event(), []

    def asleep(*_: object, **__: object) -> list[object]:
        answers.append(awake.wait(60))
        return []

    monkeypatch.setattr(socket, "getaddrinfo", asleep)
    with pytest.raises(Unreachable):
        connections.resolve("slow.example", 80, 0.1)
    assert answers == []
    awake.set()


@pytest.fixture
def dripping() -> Iterator[int]:
    """The port of a server that sends a byte every tenth of a second, for ever."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: ")
                while not stop.wait(0.1):
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        yield server.getsockname()[1]
        stop.set()
        thread.join()


def test_dripping_bytes_do_not_outlast_the_clock(dripping: int) -> None:
    slow = Network(resolve=here, is_public=lambda _: True, ports=frozenset({dripping}))
    started = time.monotonic()
    with pytest.raises(Unreachable):
        fetch(f"http://news.example:{dripping}/", slow, seconds=0.6)
    assert time.monotonic() - started < 15
