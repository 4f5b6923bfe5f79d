"""Where passkeys work."""

from __future__ import annotations

from ipaddress import ip_address

from django.http import HttpRequest
from django.http.request import split_domain_port


def passkeys_work_at(request: HttpRequest) -> bool:
    """Whether browsers make passkeys for this address: a name, not an IP address, over https or on this machine."""
    host = split_domain_port(request.get_host())[0]
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost" or host.endswith(".localhost")
    return False
