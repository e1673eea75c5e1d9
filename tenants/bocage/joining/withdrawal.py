"""Taking a competence back: not before the statutes allow it."""

from dataclasses import dataclass
from datetime import date

from bocage.joining.months import MONTHS_PER_YEAR, months_later
from bocage.joining.option import by_rule, reprise_possible_from
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.syndicate import Syndicate
from bocage.web.french import FIXED, day_in_full, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a commune asks; `for_on` is the day it wants the competence back."""

    asked_on: date
    for_on: date


def earliest(in_force_on: date, asked_on: date, syndicate: Syndicate) -> date:
    """Return the first day that the minimal term, the notice and the rule of effect allow together."""
    noticed = by_rule(months_later(asked_on, syndicate.preavis_reprise_months), syndicate.regle_effet)
    return max(reprise_possible_from(in_force_on, syndicate), noticed)


def check_request(request: Request, in_force_on: date, syndicate: Syndicate) -> date:
    """Return the day on which the competence goes back, or refuse one that is too early or not a day of effect."""
    first = earliest(in_force_on, request.asked_on, syndicate)
    if request.for_on < first:
        raise JoiningRefusal(too_early(first, in_force_on, syndicate))
    return by_rule(request.for_on, syndicate.regle_effet)


def too_early(first: date, in_force_on: date, syndicate: Syndicate) -> str:
    """« La compétence ne peut pas être reprise avant le 1er juillet 2030 (3 ans, article 7 des statuts). »."""
    by_term = first == reprise_possible_from(in_force_on, syndicate)
    months = syndicate.duree_minimale_months if by_term else syndicate.preavis_reprise_months
    term = length(months) if by_term else f"préavis de {length(months)}"
    article = f", article{FIXED}{syndicate.article_statuts} des statuts" if syndicate.article_statuts else ""
    return f"La compétence ne peut pas être reprise avant le {day_in_full(first)} ({term}{article})."


def length(months: int) -> str:
    """« 3 ans », « 6 mois »."""
    years, rest = divmod(months, MONTHS_PER_YEAR)
    return plural(years, "an") if years and not rest else f"{months}{FIXED}mois"
