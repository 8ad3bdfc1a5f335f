"""Where a request comes from, as far as guesses are counted for it."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Network, ip_address


def where_from(address: str) -> str:
    """The address that guesses are counted for; of IPv6 the network of one house, a /64."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or IPv6Network((known, 64), strict=False))
