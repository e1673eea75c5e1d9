"""The provider's public keys: those that sign, and that we can read."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

KINDS: Final = ("RSA", "EC")
"""Public keys only: a shared secret in a published set is nobody's secret."""


def key_set_of(document: Mapping[str, Any]) -> KeySet:
    """Read a published set; a key of a kind we do not know must not take the others down with it."""
    return KeySet(list(read_keys(document.get("keys"))))


def read_keys(published: object) -> Iterator[Key]:
    """Read each key by itself."""
    for each in published if isinstance(published, list) else ():
        if not isinstance(each, dict) or each.get("kty") not in KINDS or each.get("use", "sig") != "sig":
            continue
        try:
            yield JWKRegistry.import_key(each)
        except (JoseError, ValueError, TypeError):
            continue
