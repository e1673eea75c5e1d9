"""The form of a merger, read strictly."""

from datetime import date

import pytest

from bocage.mergers.asked import Here, asked_of, refuse_early
from bocage.mergers.refusals import MergerRefusal

HERE = (
    Here(tenant_id=2, insee="42012", name="Bard"),
    Here(tenant_id=3, insee="42087", name="Écotay-l’Olme"),
    Here(tenant_id=4, insee="42298", name="Sauvain"),
)
FORM = {"nom": "Bard-Écotay", "insee": "42012", "le": "01/01/2026", "communes": "Bard\n42087\n"}


def test_communes_are_found_by_their_code_or_their_name() -> None:
    asked = asked_of(FORM, HERE)
    assert [one.tenant_id for one in asked.communes] == [2, 3]
    assert asked.names == "Bard et Écotay-l’Olme"


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"nom": " "}, "nom", "n’a pas de nom"),
        ({"communes": "Bard"}, "communes", "deux au moins"),
        ({"communes": "Bard\n42012"}, "communes", "écrite deux fois"),
        ({"communes": "Bard\nLyon"}, "communes", "n’est pas rattachée"),
        ({"insee": "4201"}, "insee", "cinq caractères"),
        ({"insee": "42298"}, "insee", "celui de Sauvain, qui n’est pas réunie"),
        ({"le": "29/02/2027"}, "le", "février 2027 compte 28 jours"),
        ({"le": ""}, "le", "La date manque"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(change: dict[str, str], field: str, said: str) -> None:
    with pytest.raises(MergerRefusal, match=said) as refusal:
        asked_of({**FORM, **change}, HERE)
    assert refusal.value.field == field


def test_communes_are_not_closed_before_their_day() -> None:
    asked = asked_of(FORM, HERE)
    refuse_early(asked, date(2026, 1, 1))
    with pytest.raises(MergerRefusal, match="revenez ce jour-là"):
        refuse_early(asked, date(2025, 12, 31))
