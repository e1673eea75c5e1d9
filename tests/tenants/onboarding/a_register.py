"""A small part of the real register, and the communes of a syndicate, for the tests of verdicts."""

from collections.abc import Iterable, Mapping

from bocage.communes.spelling import spelled
from bocage.imports.choices import Choice
from bocage.imports.reading import read_sheet, verdict_on
from bocage.imports.verdict import LineVerdict, Verdict
from bocage.onboarding import communes_file
from bocage.onboarding.known import Attached, Commune, Epci, Known
from bocage.onboarding.names import neighbours

FOREZ = "200065886"
ROWS = (
    ("42012", "Bard", "42", "214200123", FOREZ, 700),
    ("42227", "Saint-Georges-en-Couzan", "42", "214202277", FOREZ, 430),
    ("42298", "Sauvain", "42", "214202988", FOREZ, 371),
    ("42089", "Essertines-en-Châtelneuf", "42", "214200891", FOREZ, 667),
    ("42023", "Bourg-Argental", "42", "214200230", "244200622", 2886),
    ("42073", "Cottance", "42", "214200735", "200065894", 755),
    ("42147", "Montbrison", "42", "214201477", FOREZ, 16123),
    ("42019", "Boën-sur-Lignon", "42", "214200198", FOREZ, 3150),
    ("01004", "Ambérieu-en-Bugey", "01", "210100046", "240100883", 15934),
    ("01025", "Bâgé-Dommartin", "01", "200077220", "200071371", 4050),
    ("69030", "Bully", "69", "216900308", None, 2100),
    ("42027", "Bully", "42", "214200271", FOREZ, 500),
    ("71066", "Chambilly", "71", "217100668", None, 500),
    ("21141", "Châteauneuf", "21", "212101414", None, 90),
    ("73079", "Châteauneuf", "73", "217300797", None, 800),
    ("98411", "Îles Saint-Paul et Nouvelle-Amsterdam", "984", None, None, None),
)
COLUMNS = ("insee", "name", "department", "siren", "epci_siren", "population")
COMMUNES = {row[0]: Commune(**dict(zip(COLUMNS, row, strict=True))) for row in ROWS}  # type: ignore[arg-type]  # a row mixes texts and numbers
EPCIS = {
    siren: Epci(siren=siren, name=name)
    for siren, name in (
        (FOREZ, "CA Loire Forez Agglomération (LFA)"),
        ("244200622", "CC des Monts du Pilat"),
        ("200065894", "CC de Forez-Est"),
        ("240100883", "CC de la Plaine de l'Ain"),
        ("200071371", "CC Bresse et Saône"),
    )
}


def known(attached: Iterable[Attached] = (), former: Iterable[Attached] = (), home: Iterable[str] = ("42",)) -> Known:
    """Build what a verdict is given in hand."""
    names: dict[str, tuple[str, ...]] = {}
    for commune in COMMUNES.values():
        names[spelled(commune.name)] = (*names.get(spelled(commune.name), ()), commune.insee)
    here = {one.insee: one for one in attached}
    return Known(
        communes=COMMUNES,
        epcis=EPCIS,
        departments={
            "42": "Loire",
            "01": "Ain",
            "69": "Rhône",
            "71": "Saône-et-Loire",
            "21": "Côte-d’Or",
            "73": "Savoie",
        },
        names=names,
        postal={"42600": ("42012", "42089", "42147"), "01500": ("01004",)},
        near=neighbours(one for one in COMMUNES.values() if one.department in home),
        successors={"42144": "42147", "01144": "01025"},
        siren_owners={one.siren: one.insee for one in COMMUNES.values() if one.siren},
        siren_holders={str(one.values["siren"]): one for one in here.values() if "siren" in one.values},
        attached=here,
        former={one.insee: one for one in former},
        home=frozenset(home),
    )


def held(insee: str, **values: str | int) -> Attached:
    """A commune as stored, with what the register completes and these values."""
    commune = COMMUNES[insee]
    completed = {
        "nom": commune.name,
        "siren": commune.siren,
        "epci_siren": commune.epci_siren,
        "population_municipale": commune.population,
    }
    told = {column: value for column, value in (completed | values).items() if value is not None}
    return Attached(tenant_id=int(insee), insee=insee, name=commune.name, version=1, values=told)


def verdict(text: str, choices: Mapping[int, Choice] | None = None, given: Known | None = None) -> Verdict:
    """Read and judge a file."""
    return verdict_on(
        communes_file.COMMUNES,
        read_sheet(text.encode(), communes_file.COMMUNES.layout, choices or {}),
        given or known(),
    )


def only(text: str, choices: Mapping[int, Choice] | None = None, given: Known | None = None) -> LineVerdict:
    """Read and judge a file of one line."""
    (line,) = verdict(text, choices, given).lines
    return line


def plain(sentence: str) -> str:
    """Write a sentence of the screen with ordinary spaces."""
    return sentence.replace("\u00a0", " ").replace("\u202f", " ")
