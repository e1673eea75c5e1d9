"""Small paths, acts and people to tell stories with."""

from datetime import date
from typing import Any

from bocage.joining.acts import Act, Author
from bocage.joining.approvals import Approval, Role
from bocage.joining.context import Context, People, Prealable
from bocage.joining.conventions import Terms
from bocage.joining.dossier import Dossier, reading_of
from bocage.joining.entry import Change, accepted
from bocage.joining.facts import NOTHING, Facts, Mark
from bocage.joining.path import Holder, Parcours, Path, Variant
from bocage.joining.syndicate import Forme, RegleEffet, Syndicate
from bocage.web.french import FIXED, NARROW

OUVERT = Syndicate(
    name="Syndicat des territoires de la Loire",
    forme=Forme.MIXTE_OUVERT,
    regle_effet=RegleEffet.PREMIER_JUILLET,
    duree_minimale_months=36,
    preavis_reprise_months=6,
    article_statuts="7",
)
FERME = Syndicate(name="Syndicat fermé", forme=Forme.MIXTE_FERME)
PEOPLE = People(maire="Hélène Courbis, maire", dsi="Inès Grangeneuve, DSI mutualisée")
CONTEXT = Context(syndicate=OUVERT, people=PEOPLE, dsi=frozenset({Role.DSI_MUTUALISEE}))
MAP = Prealable(key="map", label="la couche cartographique")


def plain(text: str) -> str:
    """Every space is a space: a test reads words."""
    return text.replace(FIXED, " ").replace(NARROW, " ")


def path(parcours: Parcours = Parcours.CONVENTION, variant: Variant | None = None, **told: Any) -> Path:
    return Path(
        **{"parcours": parcours, "variant": variant, "place": "Bard", "modules": frozenset({"lighting"}), **told}
    )


def vote(day: date, *, author: Author = Author.CONSEIL, **told: Any) -> Act:
    """An act whose four dates are the same day, unless told."""
    return Act(**{"author": author, "adopted_on": day, "received_on": day, "published_on": day, **told})


def signed(day: date, **told: Any) -> Act:
    """A deed signed by both, sent and published the same day, its file joined."""
    dates: dict[str, Any] = {"signed_on": day, "countersigned_on": day, "received_on": day, "published_on": day}
    dates["document_sha256"] = "0" * 64
    return Act(**{"author": Author.MAIRE, **dates, **told})


def terms(begins_on: date, months: int = 48, **told: Any) -> Terms:
    return Terms(**{"fondement": "L5211-56", "begins_on": begins_on, "duree_months": months, **told})


def enter(before: Facts, after: Facts, on: Path, context: Context = CONTEXT, *, imported: bool = False) -> Facts:
    return accepted(Change(path=on, before=before, after=after, context=context), imported=imported)


def approval(on: Path, facts: Facts, day: date, *, context: Context = CONTEXT, **told: Any) -> Approval:
    """A yes of the shared DSI to the record as it is, unless told."""
    digest = reading_of(Dossier(path=on, facts=facts, context=context)).digest
    given = {
        "given_on": day,
        "by": "ines",
        "by_name": "Inès Grangeneuve",
        "role": Role.DSI_MUTUALISEE,
        "digest": digest,
    }
    return Approval(**{**given, **told})


def yes_of_both(on: Path, facts: Facts, day: date, context: Context = CONTEXT) -> dict[str, Approval]:
    mayor = approval(on, facts, day, context=context, by="helene", by_name="Hélène Courbis", role=Role.MAIRE)
    return {"accord_commune": mayor, "accord_dsi": approval(on, facts, day, context=context)}


CONVENTION = path()
EFFECT = date(2026, 12, 1)
VOTED, DECIDED, SIGNED = date(2026, 9, 29), date(2026, 10, 20), date(2026, 10, 30)
WITHOUT_APPROVALS = Facts(
    acts={
        "autorisation_de_signer": vote(VOTED),
        "decision_syndicat": vote(DECIDED, author=Author.COMITE),
        "convention": signed(SIGNED),
    },
    marks={step: Mark(done_on=SIGNED) for step in ("acte_rgpd", "annexe_securite", "interlocuteurs")},
    terms=terms(EFFECT),
)
COMPLETE = Facts(
    acts=WITHOUT_APPROVALS.acts,
    marks=WITHOUT_APPROVALS.marks,
    terms=WITHOUT_APPROVALS.terms,
    approvals=yes_of_both(CONVENTION, WITHOUT_APPROVALS, date(2026, 11, 18)),
)
EPCI = path(
    Parcours.OPTION, place="Loire Forez agglomération", holder=Holder.EPCI, modules=frozenset({"lighting", "water"})
)
EMPTY = NOTHING
