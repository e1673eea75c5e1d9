"""How a path, its facts and its parameters are kept as JSON, and read back strictly."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import msgspec

from bocage.joining.refusals import StoredRefusal

Kind = TypeVar("Kind")
SAID: Final = (
    ("date", "une date qui existe, écrite « 2027-02-28 », est attendue"),
    ("decimal", "un nombre est attendu"),
    ("enum", "cette valeur n’est pas dans la liste"),
    ("missing", "il manque une valeur"),
)


def to_json(thing: object) -> dict[str, Any]:
    """Write any dataclass of this part as it is stored: dates and amounts as text, keys in order."""
    written: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(thing, order="sorted"))
    return written


def from_json(kind: type[Kind], stored: Mapping[str, Any]) -> Kind:
    """Read what was stored; a value that is not one, or a field that does not exist, is refused with its place."""
    try:
        thing = msgspec.convert(stored, kind)
    except msgspec.ValidationError as fault:
        raise StoredRefusal(said(str(fault))) from fault
    strange = stranger(stored, to_json(thing))
    if strange:
        raise StoredRefusal(f"Le champ « {strange} » n’existe pas ici. Retirez-le, ou corrigez son nom.")
    return thing


def said(fault: str) -> str:
    """Say in French where a value is wrong, and what is expected."""
    what, _, place = fault.partition(" - at ")
    expected = next((words for sign, words in SAID if sign in what.lower()), "cette valeur ne se lit pas")
    where = place.strip("`$.") or "dossier"
    return f"Le champ « {where} » n’est pas lisible : {expected}. Corrigez-le."


def stranger(stored: object, kept: object) -> str | None:
    """Return the first key that was not kept, however deep."""
    if isinstance(stored, Mapping) and isinstance(kept, Mapping):
        missing = next((str(key) for key in stored if key not in kept), None)
        return missing or next(filter(None, (stranger(stored[key], kept[key]) for key in stored)), None)
    if isinstance(stored, list | tuple) and isinstance(kept, list):
        return next(filter(None, map(stranger, stored, kept)), None)
    return None
