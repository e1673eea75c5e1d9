"""Every way a line can be wrong: what is said, and the repair that makes it right."""

import pytest

from bocage.imports.choices import Choice
from bocage.imports.verdict import Action

from .a_register import known, only, plain, verdict

FAULTS = {
    "insee;nom;siren\n1004;Ambérieu-en-Bugey;210100046": (
        "insee.zero",
        "« 1004 » a 4 caractères, il en faut 5",
        "Lire 01004",
    ),
    "insee\n4,2012E+4": ("insee.power", "puissance de dix", "Lire 42012"),
    "insee;nom\n4,2E+4;Bard": ("insee.power", "puissance de dix", "Lire 42012"),
    "insee\n'1004": ("insee.zero", "« 1004 »", "Lire 01004"),
    "insee;nom\n420127;Bard": ("insee.length", "a 6 caractères", "Lire 42012"),
    "insee\n420127": ("insee.length", "a 6 caractères", None),
    "insee\n4": ("insee.length", "a 1 caractère,", None),
    "insee\n42999": ("insee.unknown", "« 42999 » n’existe pas", None),
    "insee;nom\n42999;Sauvain": ("insee.unknown", "n’existe pas", "Lire 42298"),
    "insee\n2A999": ("insee.unknown", "n’existe pas", None),
    "insee\n42144": ("insee.ended", "ancienne commune", "Lire 42147"),
    "insee\n42600": ("insee.postal", "est un code postal", "Lire 42012"),
    "insee;nom\n42600;Montbrison": ("insee.postal", "est un code postal", "Lire 42147"),
    "insee;nom\n42012;Sauvain": (
        "insee.name",
        "Le code 42012 est celui de Bard, la ligne dit « Sauvain »",
        "Lire Bard",
    ),
    "insee;nom\n42012;Nulle-Part": ("insee.name", "« Nulle-Part »", "Lire Bard"),
    "insee;nom\n;Barde": ("name.unknown", "Aucune commune ne s’appelle « Barde »", "Lire 42012"),
    "insee;nom\n;Xyz": ("name.unknown", "Aucune commune ne s’appelle « Xyz »", None),
    "nom\nChâteauneuf": ("name.several", "2 communes s’appellent « Châteauneuf »", "Lire 21141"),
    "nom;remarques\n;rien": ("commune.missing", "ne dit pas quelle est la commune", None),
    "insee\n01004": ("department", "Ambérieu-en-Bugey (Ain) est hors du département", "L’accepter quand même"),
    "insee\n#N/A": ("commune.missing", "ne dit pas quelle est la commune", None),
    "insee;siren\n42012;214200124": ("siren.shape", "n’a pas la bonne clé", "Lire 214 200 123"),
    "insee;siren\n42012;2,142E+08": ("siren.shape", "puissance de dix", "Lire 214 200 123"),
    "insee;siren\n42012;21420012": ("siren.shape", "a 8 chiffres, il en faut 9", "Lire 214 200 123"),
    "insee;siren\n42012;2142OO123": ("siren.shape", "n’est pas fait de 9 chiffres", "Lire 214 200 123"),
    "insee;siren\n42012;732829320": (
        "siren.register",
        "Le SIREN 732 829 320 n’est pas celui de Bard",
        "Lire 214 200 123",
    ),
    "insee;siren\n42012;214202988": ("siren.taken", "est celui de Sauvain, code 42298", "Lire 214 200 123"),
    "insee;siret\n42012;21420012300019": ("siret.shape", "n’a pas la bonne clé", "Laisser le SIRET vide"),
    "insee;siret\n42012;2142001230001": ("siret.shape", "a 13 chiffres, il en faut 14", "Laisser le SIRET vide"),
    "insee;siret\n42012;2,142E+13": ("siret.shape", "puissance de dix", "Laisser le SIRET vide"),
    "insee;siret\n42012;73282932000074": ("siret.siren", "n’est pas celui de Bard", "Laisser le SIRET vide"),
    "insee;epci_siren\n42073;244200999": ("epci.unknown", "L’EPCI « 244200999 » n’existe pas", "Lire 200 065 894"),
    "insee;epci_siren\n42073;CC du Couchant": ("epci.unknown", "« CC du Couchant » n’existe pas", "Lire 200 065 894"),
    "insee;epci_siren\n42073;244200622": (
        "epci.register",
        "Cottance n’est pas membre de CC des Monts du Pilat",
        "Lire 200 065 894",
    ),
    "nom;epci_siren\nChambilly;244200622": ("department", "hors du département", "L’accepter quand même"),
    "insee;population\n42012;701": ("population.register", "n’est pas 701", "Lire 700"),
    "insee;population\n42012;sept cents": ("population.number", "« sept cents » n’est pas un nombre", "Lire 700"),
    "insee;population\n42012;-700": ("population.number", "n’est pas un nombre", "Lire 700"),
    "insee;population\n42012;700,5": ("population.number", "n’est pas un nombre", "Lire 700"),
    "insee;pop dgf\n42012;810 hab.": ("population.number", "La population DGF « 810 hab. »", "Lire 810"),
    "insee;pop dgf\n42012;beaucoup": (
        "population.number",
        "La population DGF « beaucoup »",
        "Laisser la population vide",
    ),
    "insee;densite\n42012;8": ("density.level", "« 8 » n’est pas un niveau", "Laisser la densité vide"),
    "insee;densite\n42012;faible": ("density.level", "« faible » n’est pas un niveau", "Laisser la densité vide"),
    "insee;courriel\n42012;mairie(at)bard.fr": (
        "contact_email",
        "« mairie(at)bard.fr » ne se lit pas",
        "Lire mairie@bard.fr",
    ),
    "insee;courriel\n42012;mairie": ("contact_email", "Le courriel « mairie »", "Laisser le courriel vide"),
    "insee;téléphone\n42012;477240000": ("contact_telephone", "« 477240000 » ne se lit pas", "Lire 04 77 24 00 00"),
    "insee;téléphone\n42012;sur demande": ("contact_telephone", "Le téléphone", "Laisser le téléphone vide"),
    "insee;contact\n42012;" + "x" * 201: (
        "text.long",
        "a 201 caractères, 200 au plus",
        "Laisser le nom du contact vide",
    ),
    "insee;vague\n42012;" + "x" * 201: ("text.long", "a 201 caractères", "Laisser la vague vide"),
    "insee;siren\n42012;#REF!": ("cell.error", "contient #REF!", "Laisser la cellule vide"),
    "insee;courriel\n42012;#N/A": ("cell.error", "contient #N/A", "Laisser la cellule vide"),
    "insee;nom\n42012;Bard;en trop": ("line.long", "plus de cellules", None),
    "insee;date_effet\n42012;29/02/2027": ("date", "Le 29/02/2027 n’existe pas", "Lire 28/02/2027"),
    "insee;deliberation_date\n42012;bientôt": ("date", "« bientôt » n’est pas une date", "Laisser la date vide"),
    "insee;rgpd_date\n42012;12/25/2026": ("date", "12/25/2026", "Lire 25/12/2026"),
    "insee;date_effet\n42012;46349": ("date", "« 46349 » n’est pas une date", "Lire 23/11/2026"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_said_with_what_was_read_and_how_to_repair_it(text: str) -> None:
    rule, words, label = FAULTS[text]
    line = only(text)
    finding = next(one for one in line.refusals if one.rule == rule)
    assert line.action is Action.REFUSED
    assert words in plain(finding.title)
    assert finding.why
    assert (plain(finding.repairs[0].label) if finding.repairs else None) == label


@pytest.mark.parametrize("text", [text for text, told in FAULTS.items() if told[2]])
def test_every_repair_removes_the_fault_it_repairs(text: str) -> None:
    line = only(text)
    finding = next(one for one in line.refusals if one.rule == FAULTS[text][0])
    for repair in finding.repairs:
        repaired = only(text, {line.number: Choice().with_repair(repair)})
        assert finding.title not in [one.title for one in repaired.refusals]


@pytest.mark.parametrize("text", [text for text, told in FAULTS.items() if told[2]])
def test_choosing_the_first_repair_until_none_is_left_makes_the_line_ready(text: str) -> None:
    choice = Choice()
    for _ in range(4):
        line = only(text, {2: choice})
        if line.action is not Action.REFUSED:
            break
        choice = choice.with_repair(line.refusals[0].repairs[0])
    assert only(text, {2: choice}).action is Action.CREATE


def test_reading_the_zero_of_a_commune_outside_says_that_it_accepts_it() -> None:
    text = "insee;nom;siren\n1004;Ambérieu-en-Bugey;210100046"
    (finding,) = only(text).refusals
    assert "SIREN de la ligne correspond" in finding.why
    assert "*01004* est Ambérieu-en-Bugey (Ain)" in finding.why
    assert "c’est l’accepter" in finding.note
    line = only(text, {2: Choice().with_repair(finding.repairs[0])})
    assert (line.action, line.remarks) == (Action.CREATE, ("hors du département du syndicat",))


def test_a_siren_given_twice_is_refused_on_the_line_that_the_register_does_not_give_it_to() -> None:
    read = verdict("insee;siren\n42089;214200123\n42012;214200123\n")
    assert [line.action for line in read.lines] == [Action.REFUSED, Action.CREATE]
    (finding,) = read.lines[0].refusals
    assert plain(finding.title) == "Le SIREN 214 200 123 est déjà celui de la ligne 3"
    assert "214 200 891" in plain(finding.why)
    assert finding.other_line == 3


def test_a_second_line_on_a_commune_that_says_something_else_is_refused() -> None:
    read = verdict("insee;vague\n42012;1\n42298;1\n42012;2\n")
    assert [line.action for line in read.lines] == [Action.CREATE, Action.CREATE, Action.REFUSED]
    assert read.lines[2].refusals[0].title == "Bard est déjà à la ligne 2"


def test_a_second_line_on_a_commune_that_says_nothing_else_is_not_read_twice() -> None:
    read = verdict("insee;nom;parcours\n42012;Bard;option\n42012;;convention\n")
    assert [line.action for line in read.lines] == [Action.CREATE, Action.IDENTICAL]
    assert read.lines[1].remarks == ("même commune que la ligne 2, qui est seule lue",)


def test_leaving_the_first_of_two_lines_aside_lets_the_second_in() -> None:
    read = verdict("insee;vague\n42012;1\n42012;2\n", {2: Choice(aside=True)})
    assert [line.action for line in read.lines] == [Action.ASIDE, Action.CREATE]


def test_a_siren_that_the_register_lacks_is_kept_and_said() -> None:
    line = only("insee;siren\n98411;732829320", given=known(home=()))
    assert (line.action, line.values["siren"]) == (Action.CREATE, "732829320")
    assert line.remarks == ("SIREN absent du registre, gardé tel quel",)


def test_an_epci_where_the_register_has_none_is_refused() -> None:
    line = only("insee;epci\n69030;200065894", given=known(home=()))
    assert line.refusals[0].repairs[0].label == "Laisser l’EPCI vide"


def test_all_the_faults_of_a_line_are_said_at_once() -> None:
    line = only("insee;siren;courriel;téléphone\n42012;214200124;x;y")
    assert [one.rule for one in line.refusals] == ["siren.shape", "contact_email", "contact_telephone"]


@pytest.mark.parametrize("text", FAULTS)
def test_titles_carry_no_mark_and_sentences_end(text: str) -> None:
    for finding in only(text).refusals:
        assert "*" not in finding.title
        assert finding.why.endswith(".")
        assert finding.why.count("*") % 2 == 0
