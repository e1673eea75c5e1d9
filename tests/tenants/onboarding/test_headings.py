"""Columns by the names that people give them."""

import pytest

from bocage.imports.headings import column_of, letters, recognise
from bocage.imports.refusals import FileRefusal
from bocage.onboarding.columns import LATER, READ
from bocage.onboarding.communes_file import COMMUNES
from bocage.onboarding.synonyms import SYNONYMS


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("INSEE", "insee"),
        ("Code INSEE", "insee"),
        ("code commune", "insee"),
        ("N° INSEE", "insee"),
        ("Code Insee de la commune", "insee"),
        ("CODGEO", "insee"),
        ("nom de la commune", "nom"),
        ("Commune", "nom"),
        ("Libellé de la commune", "nom"),
        ("SIREN EPCI", "epci_siren"),
        ("SIREN de l’EPCI", "epci_siren"),
        ("SIREN de la commune", "siren"),
        ("courriel", "contact_email"),
        ("Adresse e-mail", None),
        ("E-mail", "contact_email"),
        ("téléphone", "contact_telephone"),
        ("Tél.", "contact_telephone"),
        ("pop. municipale", "population_municipale"),
        ("Population DGF", "population_dgf"),
        ("Densité", "densite"),
        ("Observations", "remarques"),
        ("Date effet", "date_effet"),
        ("Date d’effet", "date_effet"),
        ("Bon de commande", "bon_de_commande"),
        ("Département", "departement"),
        ("  insee  ", "insee"),
        ("code postal", None),
        ("Superficie", None),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, column: str | None) -> None:
    assert column_of(heading, COMMUNES.layout) == column


@pytest.mark.parametrize("name", [*READ, *LATER])
def test_every_column_is_known_by_its_own_name(name: str) -> None:
    assert (
        column_of(name, COMMUNES.layout)
        == column_of(name.upper(), COMMUNES.layout)
        == column_of(name.replace("_", " "), COMMUNES.layout)
        == name
    )


def test_every_synonym_leads_to_a_column() -> None:
    assert {column_of(name, COMMUNES.layout) for name in SYNONYMS} <= {*READ, "departement", "motif"}


def test_columns_are_placed_kept_for_later_or_kept_as_remarks() -> None:
    columns = recognise(["Commune", "Code INSEE", "Lot", "Couleur", "motif", ""], COMMUNES.layout)
    assert columns.places == {"nom": 0, "insee": 1}
    assert columns.later == {2: "lot"}
    assert columns.unknown == {3: "Couleur"}


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (["siren", "population"], "Aucune colonne ne donne le code INSEE"),
        (["a"], "En-tête lu\u00a0: a."),
        (["a", "b", "c", "d", "e", "f", "g"], "a, b, c, d, e, f…"),
        (["42012", "Bard"], "n’est pas un en-tête"),
        (["2A004", "Ajaccio"], "n’est pas un en-tête"),
        (["insee", "nom", "Code commune"], "Les colonnes A (insee) et C (Code commune)"),
        (["insee", "remarques", "remarques"], "Les colonnes B (remarques) et C (remarques)"),
        (["id_point", "x", "y"], "Aucune colonne"),
    ],
)
def test_a_heading_that_cannot_be_followed_gets_one_sentence(headings: list[str], words: str) -> None:
    with pytest.raises(FileRefusal) as refusal:
        recognise(headings, COMMUNES.layout)
    assert words in refusal.value.sentence


def test_columns_are_named_as_the_spreadsheet_names_them() -> None:
    assert [letters(index) for index in (0, 25, 26, 51, 52, 199)] == ["A", "Z", "AA", "AZ", "BA", "GR"]
