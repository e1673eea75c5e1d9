"""What is created, updated, identical or attached again."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.imports.choices import Choice, from_json, to_json
from bocage.imports.reading import read_sheet
from bocage.imports.refusals import FileRefusal
from bocage.imports.rejects import exported, reasons_of, rejects, template
from bocage.imports.verdict import Action, Change
from bocage.onboarding import communes_file

from .a_register import COMMUNES, ROWS, held, known, only, plain, verdict


@pytest.mark.parametrize(
    "text",
    [
        "insee\n42012",
        "Code INSEE,Nom de la commune\n42012,BARD",
        "nom\nbard",
        "nom;departement\nBully;Loire",
        "nom;departement\nBully;42",
        "nom\nBully",
        "nom\nSt Georges en Couzan",
        "nom\nBoen sur lignon",
        "insee\n42 012",
        'insee\n="42012"',
        "insee\n42012.0",
        "insee;siren;siret\n42012;214 200 123;",
        "insee;epci\n42012;CA Loire Forez Agglomération (LFA)",
        "insee;population\n42147;16 123",
        "insee;densite\n42012;Rural à habitat dispersé",
        "insee;date_effet\n42012;2027-01-01",
    ],
)
def test_a_right_line_is_ready_whatever_its_spelling(text: str) -> None:
    line = only(text)
    assert (line.action, line.refusals, line.remarks) == (Action.CREATE, (), ())


def test_what_the_file_leaves_out_is_completed_from_the_register() -> None:
    assert only("insee\n42012").values == {
        "nom": "Bard",
        "siren": "214200123",
        "epci_siren": "200065886",
        "population_municipale": 700,
    }


def test_a_commune_here_with_the_same_values_is_identical() -> None:
    given_known = known([held("42012", vague="1")])
    assert only("insee;vague\n42012;1", given=given_known).action is Action.IDENTICAL
    assert only("insee;vague\n42012;", given=given_known).action is Action.IDENTICAL


def test_a_commune_here_with_other_values_is_updated_and_the_values_are_shown() -> None:
    line = only("insee;vague;pop dgf\n42012;2;800", given=known([held("42012", vague="1")]))
    assert line.action is Action.UPDATE
    assert line.changes == (
        Change(column="population_dgf", before=None, after=800),
        Change(column="vague", before="1", after="2"),
    )


def test_a_value_already_stored_is_not_refused_when_the_register_moves() -> None:
    assert (
        only("insee;population\n42012;690", given=known([held("42012", population_municipale=690)])).action
        is Action.IDENTICAL
    )


def test_a_commune_that_left_comes_back_to_its_own_number() -> None:
    line = only("insee\n42012", given=known(former=[held("42012")]))
    assert (line.action, line.ref) == (Action.REATTACH, 42012)


def test_unknown_columns_and_those_that_nothing_reads_yet_are_kept_as_remarks_and_said() -> None:
    read = verdict("insee;remarques;Couleur;lot;sgc\n42012;à revoir;vert;2;\n")
    assert read.lines[0].values["remarques"] == "à revoir | Couleur = vert | lot = 2"
    assert [plain(notice) for notice in read.notices] == [
        "Colonnes « lot » et « sgc » pas encore lues, gardées comme remarques.",
        "Colonne « Couleur » inconnue, gardée comme remarques.",
    ]


def test_remarks_kept_before_stay_when_a_file_says_others() -> None:
    line = only("insee;Couleur\n42012;vert", given=known([held("42012", remarques="à revoir | Couleur = bleu")]))
    assert line.values["remarques"] == "à revoir | Couleur = vert"


def test_the_column_of_reasons_is_not_read() -> None:
    assert "remarques" not in only("insee;motif\n42012;Le code n’existe pas").values


def test_the_fingerprint_names_what_will_be_written() -> None:
    same = verdict("insee;vague\n42012;1\n").fingerprint
    assert verdict("insee;vague\n42012;1\n").fingerprint == same
    assert verdict("insee;vague\n42012;2\n").fingerprint != same
    assert verdict("insee;vague\n42012;1\n", given=known([held("42012")])).fingerprint != same


def test_choices_are_stored_and_read_back() -> None:
    choices = {2: Choice(values={"insee": "01004"}, accepts=frozenset({"departement"})), 3: Choice(aside=True)}
    assert from_json(to_json(choices)) == choices
    assert to_json({2: Choice()}) == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_rejects_are_the_lines_as_sent_with_their_reason(encoding: str, delimiter: str) -> None:
    text = "insee;nom;vague\n42012;Bard;1\n1004;Ambérieu-en-Bugey;=1+1\n42999;;\n".replace(";", delimiter)
    sheet = read_sheet(text.encode(encoding), communes_file.COMMUNES.layout, {})
    refused = verdict(text).refused
    again = read_sheet(
        rejects(sheet.table, communes_file.COMMUNES.layout, reasons_of(refused)), communes_file.COMMUNES.layout, {}
    ).table
    assert (again.encoding, again.delimiter) == (encoding, delimiter)
    assert again.headings == ("insee", "nom", "vague", "motif")
    assert [line.cells[:3] for line in again.lines] == [("1004", "Ambérieu-en-Bugey", "'=1+1"), ("42999", "", "")]
    assert all(line.cells[3] for line in again.lines)


def test_rejects_of_rejects_keep_one_column_of_reasons() -> None:
    text = "insee;nom\n1004;x;trop\n"
    for _ in range(3):
        sheet = read_sheet(text.encode(), communes_file.COMMUNES.layout, {})
        text = rejects(sheet.table, communes_file.COMMUNES.layout, reasons_of(verdict(text).refused)).decode()
    assert read_sheet(text.encode(), communes_file.COMMUNES.layout, {}).table.headings == ("insee", "nom", "motif")
    assert verdict(text).lines[0].refusals[-1].rule == "line.long"


def test_rejects_once_corrected_are_ready() -> None:
    text = "insee;nom;vague\n42012;Bard;1\n4201;Bard;1\n"
    content = rejects(
        read_sheet(text.encode(), communes_file.COMMUNES.layout, {}).table,
        communes_file.COMMUNES.layout,
        reasons_of(verdict(text).refused),
    ).decode()
    assert only(content.replace("4201;", "42012;")).action is Action.CREATE


def test_the_template_sent_back_as_it_is_does_no_harm() -> None:
    with pytest.raises(FileRefusal, match="que son en-t"):
        read_sheet(template(communes_file.COMMUNES.columns), communes_file.COMMUNES.layout, {})


def test_a_line_added_to_the_template_is_the_only_one_read() -> None:
    assert only((template(communes_file.COMMUNES.columns) + b"42012;Bard").decode()).action is Action.CREATE


def test_an_export_sent_back_changes_nothing() -> None:
    here = [
        held("42012", contact_telephone="+41229090000", remarques="=1+1 | - deux", vague="1", population_dgf=0),
        held("42298", contact_email="a@b.fr", densite="7"),
    ]
    read = verdict(
        exported(communes_file.COMMUNES.columns, ({**one.values, "insee": one.insee} for one in here)).decode(),
        given=known(here),
    )
    assert [line.action for line in read.lines] == [Action.IDENTICAL, Action.IDENTICAL]


CELLS = st.one_of(
    st.sampled_from(
        [*(row[0] for row in ROWS), *(row[1] for row in ROWS), *(str(row[3]) for row in ROWS), "1004", "#N/A"]
    ),
    st.text(max_size=20),
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=15), min_size=1, max_size=8), st.integers())
def test_any_line_gets_a_verdict_and_what_is_written_is_written_once(rows: list[list[str]], seed: int) -> None:
    headings = ["insee", "nom", "siren", "siret", "epci", "pop", "dgf", "densite", "contact", "fonction", "mail", "tel"]
    random.Random(seed).shuffle(headings)
    text = ";".join(headings) + "\n" + "\n".join(";".join(cell.replace(";", "") for cell in row) for row in rows)
    try:
        read = verdict(text.encode("utf-8", "ignore").decode())
    except FileRefusal:
        return
    written = [line.key for line in read.written]
    assert len(written) == len(set(written))
    assert all(line.key in COMMUNES for line in read.ready)
    assert all(line.refusals for line in read.refused)
