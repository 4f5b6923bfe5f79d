"""Say who sends: the signed header of RFC 8292, by which a push service knows that a browser subscribed here.

The key is derived from the installation's secret key. So no second secret has to be stored, and both end together:
with a new secret key all log-ins end, and subscriptions end with their log-in.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.utils.crypto import salted_hmac

from tracker.push.encryption import public_bytes, to_text

ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SIGNED_FOR = timedelta(hours=12)
"""Push services take a signature for a day at most."""


def is_switched_on() -> bool:
    """Whether this installation sends reminders. The worker that shows them goes with OFFLINE."""
    return bool(settings.PUSH_CONTACT) and settings.OFFLINE


def public_key() -> str:
    """What a browser needs to subscribe."""
    return to_text(public_bytes(_signing_key()))


def authorization(endpoint: str, now: datetime) -> str:
    """The header for one push service."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + SIGNED_FOR).timestamp()),
        "sub": settings.PUSH_CONTACT,
    }
    token = ".".join(to_text(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    signature = decode_dss_signature(_signing_key().sign(token.encode(), ECDSA(SHA256())))
    raw = b"".join(number.to_bytes(32, "big") for number in signature)
    return f"vapid t={token}.{to_text(raw)}, k={public_key()}"


def _signing_key() -> EllipticCurvePrivateKey:
    seed = salted_hmac("key for push services", "", algorithm="sha512").digest()
    return derive_private_key(int.from_bytes(seed, "big") % (ORDER_OF_P256 - 1) + 1, SECP256R1())
