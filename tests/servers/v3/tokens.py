"""Tokens as the classic server signs and reads them in production: JWT with HS256, `sub` a UUID."""

import base64
import hashlib
import hmac
import json
from typing import Any

SECRET = "not a secret, this is for tests"
SUBJECT = "5905e9fe-6c61-4694-b09a-6602017b000a"


def signed(secret: str = SECRET, **claims: Any) -> str:
    """Return a token that says these things; by default one that is accepted."""
    body = {"sub": SUBJECT, **claims}
    text = f"{_packed({'alg': 'HS256', 'typ': 'JWT'})}.{_packed(body)}"
    return f"{text}.{_signature(text, secret)}"


def claims(token: str, secret: str = SECRET) -> dict[str, Any] | None:
    """Return what a token says, or None where it is none, or signed by somebody else, or for another audience."""
    text, _, signature = token.rpartition(".")
    if text.count(".") != 1 or not hmac.compare_digest(signature, _signature(text, secret)):
        return None
    told: dict[str, Any] = json.loads(base64.urlsafe_b64decode(f"{text.partition('.')[2]}=="))
    return None if "aud" in told else told


def _packed(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _signature(text: str, secret: str) -> str:
    digest = hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
