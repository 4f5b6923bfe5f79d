"""A passkey as a browser makes it, for tests that only need one to be there."""

from __future__ import annotations

import json
from hashlib import sha256

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from tracker.models import User

ID = b"a credential of the tests"


def add_passkey(user: User) -> Authenticator:
    """Store a passkey, with a key that nobody has."""
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "My phone", "credential": _credential(), "passwordless": True}
    )


def _credential() -> dict[str, object]:
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    flags = AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
    attested = AttestedCredentialData.create(Aaguid.NONE, ID, key)
    made = AuthenticatorData.create(sha256(b"localhost").digest(), flags, 0, attested)
    client = json.dumps({"type": "webauthn.create", "challenge": "AA", "origin": "http://localhost"}).encode()
    response = {
        "clientDataJSON": websafe_encode(client),
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", made, {}))),
    }
    return {"id": websafe_encode(ID), "rawId": websafe_encode(ID), "type": "public-key", "response": response}
