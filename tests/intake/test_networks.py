import ipaddress

import pytest

from annotations.intake.networks import is_public

PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.0.1",
    "172.32.0.1",
    "192.0.1.1",
    "198.20.0.1",
    "223.255.255.255",
    "2001:200::1",
    "2606:4700::1111",
    "2a00:1450:4001::1",
]

NOT_PUBLIC = {
    "this network": "0.0.0.0",
    "this network, another": "0.1.2.3",
    "private ten": "10.1.2.3",
    "shared": "100.64.0.1",
    "shared end": "100.127.255.255",
    "loopback": "127.0.0.1",
    "loopback, another": "127.8.8.8",
    "cloud metadata": "169.254.169.254",
    "private 172": "172.16.0.1",
    "private 172 end": "172.31.255.255",
    "protocol assignments": "192.0.0.170",
    "documentation 1": "192.0.2.1",
    "relays": "192.88.99.1",
    "private 192": "192.168.1.1",
    "benchmarks": "198.18.0.1",
    "benchmarks end": "198.19.255.255",
    "documentation 2": "198.51.100.7",
    "documentation 3": "203.0.113.9",
    "multicast": "224.0.0.1",
    "multicast end": "239.255.255.250",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "unspecified six": "::",
    "loopback six": "::1",
    "compatible": "::127.0.0.1",
    "mapped": "::ffff:127.0.0.1",
    "mapped public": "::ffff:93.184.216.34",
    "translated metadata": "64:ff9b::a9fe:a9fe",
    "translated, local": "64:ff9b:1::a9fe:a9fe",
    "discard": "100::1",
    "teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "benchmarks six": "2001:2::1",
    "orchid": "2001:20::1",
    "documentation six": "2001:db8::1",
    "documentation six, new": "3fff::1",
    "six to four": "2002:7f00:1::1",
    "sixbone": "3ffe::1",
    "segment routing": "5f00::1",
    "unique local": "fd00::1",
    "unique local metadata": "fd00:ec2::254",
    "link-local": "fe80::1",
    "link-local with zone": "fe80::1%eth0",
    "public with zone": "2606:4700::1111%eth0",
    "site-local": "fec0::1",
    "multicast six": "ff02::1",
    "multicast six, global": "ff0e::1",
    "a name": "localhost",
    "short": "127.1",
    "decimal": "2130706433",
    "nothing": "",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC.values(), ids=NOT_PUBLIC.keys())
def test_addresses_of_somebodys_own_network_are_not(address: str) -> None:
    assert not is_public(address)


def test_no_private_address_is_public_in_any_disguise() -> None:
    inside = [int(ipaddress.IPv4Address(a)) for a in ("127.0.0.1", "10.0.0.1", "169.254.169.254")]
    disguises = ("::", "::ffff:0:0", "64:ff9b::", "64:ff9b:1::", "::ffff:0:0:0", "fe80::", "fc00::")
    for prefix in disguises:
        for number in inside:
            wrapped = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | number)
            assert not is_public(str(wrapped))
