"""Certificates are checked against the name of the page, though we connect to an address."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from pytest_httpserver import HTTPServer

from annotations.intake.connections import Network
from annotations.intake.fetch import fetch
from annotations.intake.refusals import Unreachable


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example, signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + signed.public_bytes(Encoding.PEM)
    )
    return path


@pytest.fixture
def names() -> list[str | None]:
    """The names that were asked for by SNI."""
    return []


@pytest.fixture
def secure(certificate: Path, names: list[str | None]) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def note(_: ssl.SSLObject, name: str | None, __: ssl.SSLContext) -> None:
        names.append(name)

    context.sni_callback = note
    with HTTPServer(host="127.0.0.1", ssl_context=context) as server:
        server.expect_request("/").respond_with_data("<p>x", content_type="text/html")
        yield server


def network(server: HTTPServer, trusted: Path | None) -> Network:
    return Network(
        resolve=lambda *_: ["127.0.0.1"],
        is_public=lambda _: True,
        ports=frozenset({server.port}),
        certificates=lambda: ssl.create_default_context(cafile=trusted),
    )


def test_the_certificate_and_the_asked_name_are_the_pages(
    secure: HTTPServer, certificate: Path, names: list[str | None]
) -> None:
    url = f"https://news.example:{secure.port}/"
    assert fetch(url, network(secure, certificate)).body == b"<p>x"
    assert names == ["news.example"]


def test_the_certificate_of_another_name_is_refused(secure: HTTPServer, certificate: Path) -> None:
    with pytest.raises(Unreachable):
        fetch(f"https://other.example:{secure.port}/", network(secure, certificate))


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: HTTPServer) -> None:
    with pytest.raises(Unreachable):
        fetch(f"https://news.example:{secure.port}/", network(secure, None))
