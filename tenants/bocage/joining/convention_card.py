"""What a page says of a convention: where its term stands, the days that come, its avenants."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bocage.joining import conventions
from bocage.joining.acts import Act, executoire_on
from bocage.joining.conventions import Reconduction, Terms
from bocage.joining.dossier import Dossier
from bocage.joining.more_sections import RENEWALS
from bocage.joining.reminders import renewal_due_on
from bocage.web.french import plural

DAYS: Final = {"denonciation": "Dernier jour pour dénoncer", "echeance": "Terme"}
REMINDER: Final = "Rappel : préparer la suite"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionCard:
    """The convention in words; `days` are what comes, in order; `avenants` each with the day it binds."""

    said: str
    renewal: str
    days: tuple[tuple[str, date], ...]
    avenants: tuple[tuple[Act, date | None], ...]


def convention_card(dossier: Dossier, today: date) -> ConventionCard | None:
    """Draw it, None when no convention is signed."""
    terms = dossier.facts.terms
    if terms is None or "convention" not in dossier.facts.acts:
        return None
    sentence = conventions.sentence(terms, today)
    is_ = "est " if sentence.startswith("reconduite") else ""
    return ConventionCard(
        said=f"Elle {is_}{sentence}.",
        renewal=renewal_said(terms),
        days=days_of(dossier, terms, today),
        avenants=tuple((act, executoire_on(act)) for act in dossier.facts.avenants),
    )


def days_of(dossier: Dossier, terms: Terms, today: date) -> tuple[tuple[str, date], ...]:
    """What comes next, the reminder among it when nothing starts again by itself."""
    found = [(DAYS[key], day) for key, day in conventions.deadlines(terms, today)]
    if conventions.is_last_term(terms, today):
        reminder = renewal_due_on(conventions.ends_on(terms, today), dossier.context.parameters)
        found.append((REMINDER, reminder))
    return tuple(sorted((one for one in found if one[1] >= today), key=lambda one: one[1]))


def renewal_said(terms: Terms) -> str:
    """« Tacite, trois fois, préavis de 3 mois »."""
    words = dict(RENEWALS)[terms.reconduction].partition(" :")[0]
    if terms.reconduction is Reconduction.AUCUNE:
        return words
    used = (
        f", {len(terms.renewed_on)} sur {terms.reconductions_max}"
        if terms.reconduction is Reconduction.EXPRESSE
        else f", {terms.reconductions_max} fois au plus"
    )
    notice = f", préavis de {plural(terms.preavis_months, 'mois', 'mois')}" if terms.preavis_months else ""
    return f"{words}{used}{notice}"
