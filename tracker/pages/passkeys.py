"""Where passkeys work, and who has one."""

from __future__ import annotations

from ipaddress import ip_address

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.http.request import split_domain_port

from tracker.models import User


def passkeys_work_at(request: HttpRequest) -> bool:
    """Whether browsers make passkeys for this address: a name, not an IP address, over https or on this machine."""
    host = split_domain_port(request.get_host())[0]
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or host == "localhost" or host.endswith(".localhost")
    return False


def has_passkey(user: User) -> bool:
    """Whether a passkey of this person is stored."""
    found: bool = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
    return found
