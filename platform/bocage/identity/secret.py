"""Random values handed to browsers, and the only form in which they are kept."""

import hashlib
import re
import secrets
from typing import Final

BITS: Final = 256
SHAPE: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def new_secret() -> str:
    """Draw 256 bits, in characters fit for a cookie or an address."""
    return secrets.token_urlsafe(BITS // 8)


def is_secret(value: str) -> bool:
    """Tell whether a value has the shape of one of ours."""
    return SHAPE.fullmatch(value) is not None


def hashed(value: str) -> bytes:
    """SHA-256 of a random value: with 256 bits drawn, a slow hash would protect nothing more."""
    return hashlib.sha256(value.encode()).digest()
