"""By which names the site may be addressed: a page elsewhere must not pass itself off as this one.

Whoever owns a name can let it lead to this machine after a browser has loaded a page from it ("DNS
rebinding"); the browser then takes the answers of a local site for that page's own. A name that
nobody named here is therefore refused. Addresses of numbers need no name, so none can be turned.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterable

LOCAL = "localhost"


def is_own_host(headers: Iterable[tuple[bytes, bytes]], names: Collection[str]) -> bool:
    """Whether a request addresses this site.

    Args:
        headers: The request's headers, of which exactly one has to be ``Host``.
        names: The names that the site's owner has given it, in lower case.
    """
    sent = [value for name, value in headers if name == b"host"]
    if len(sent) != 1:
        return False
    host = host_name(sent[0].decode("latin-1"))
    return host == LOCAL or host in names or _is_numeric(host)


def host_name(host: str) -> str:
    """The name in a ``Host`` header, without its port.

    >>> host_name("Localhost:8001"), host_name("[::1]:8001"), host_name("harbour.example.")
    ('localhost', '::1', 'harbour.example')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].removesuffix(".").lower()


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
