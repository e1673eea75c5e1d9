"""How long a convention binds: its term, its renewals, the day to denounce it, its end."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bocage.joining.months import last_day, months_later
from bocage.joining.refusals import JoiningRefusal
from bocage.web.french import day_in_full, number


class Reconduction(StrEnum):
    """Whether it starts again, and who must speak."""

    AUCUNE = "aucune"
    EXPRESSE = "expresse"
    TACITE = "tacite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a convention says; `renewed_on` are the express renewals, `denounced_on` the day one side said no."""

    fondement: str
    competed: bool = False
    begins_on: date
    duree_months: int
    reconduction: Reconduction = Reconduction.AUCUNE
    reconductions_max: int = 0
    preavis_months: int = 0
    renewed_on: tuple[date, ...] = ()
    denounced_on: date | None = None
    price_annex: bool = True

    def __post_init__(self) -> None:
        """Refuse a term that ends nowhere."""
        if self.duree_months < 1:
            raise JoiningRefusal("La durée de la convention manque. Indiquez-la en mois, un au moins.")
        if min(self.reconductions_max, self.preavis_months) < 0:
            raise JoiningRefusal("Le préavis et le nombre de reconductions ne sont pas négatifs. Corrigez-les.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One term; number 0 is the first, 1 the first renewal; `denounce_by` is the last day to say no."""

    number: int
    begins_on: date
    ends_on: date
    denounce_by: date


def period(terms: Terms, rank: int) -> Period:
    """Return one term, counted from the first day so that short months do not drift."""
    ends_before = months_later(terms.begins_on, terms.duree_months * (rank + 1))
    begins_on = months_later(terms.begins_on, terms.duree_months * rank)
    return Period(
        number=rank,
        begins_on=begins_on,
        ends_on=last_day(ends_before, 0),
        denounce_by=last_day(ends_before, -terms.preavis_months),
    )


def periods(terms: Terms, today: date) -> tuple[Period, ...]:
    """List the terms that ran, run or are already renewed on the day; a tacit one starts when the other ends."""
    found = [period(terms, 0)]
    while len(found) <= terms.reconductions_max and goes_on(terms, found[-1], today):
        found.append(period(terms, len(found)))
    return tuple(found)


def goes_on(terms: Terms, last: Period, today: date) -> bool:
    """Tell whether another term follows."""
    if terms.denounced_on is not None and terms.denounced_on <= min(today, last.denounce_by):
        return False
    if terms.reconduction is Reconduction.TACITE:
        return today > last.ends_on
    spoken = [day for day in sorted(terms.renewed_on) if day <= today]
    return terms.reconduction is Reconduction.EXPRESSE and len(spoken) > last.number


def ends_on(terms: Terms, today: date) -> date:
    """Return the last day of the last term known on the day."""
    return periods(terms, today)[-1].ends_on


def is_echue(terms: Terms, today: date) -> bool:
    """Tell whether it has ended: then all is read only, nothing erased."""
    return today > ends_on(terms, today)


def is_last_term(terms: Terms, today: date) -> bool:
    """Tell whether nothing starts again by itself after the running term."""
    last = periods(terms, today)[-1]
    denounced = terms.denounced_on is not None and terms.denounced_on <= min(today, last.denounce_by)
    return denounced or terms.reconduction is not Reconduction.TACITE or last.number >= terms.reconductions_max


def sentence(terms: Terms, today: date) -> str:
    """« reconduite jusqu’au 31 décembre 2028 (1 sur 3) », or « court jusqu’au … », or « a pris fin le … »."""
    last = periods(terms, today)[-1]
    until = day_in_full(last.ends_on)
    if today > last.ends_on:
        return f"a pris fin le {until}"
    if last.number:
        return f"reconduite jusqu’au {until} ({number(last.number)} sur {number(terms.reconductions_max)})"
    return f"court jusqu’au {until}"


def deadlines(terms: Terms, today: date) -> tuple[tuple[str, date], ...]:
    """List what comes next: the last day to denounce it, then its end, as keys and days."""
    last = periods(terms, today)[-1]
    told = [("echeance", last.ends_on)]
    if terms.reconduction is not Reconduction.AUCUNE and last.number < terms.reconductions_max:
        told.insert(0, ("denonciation", last.denounce_by))
    return tuple((key, day) for key, day in told if day >= today)
