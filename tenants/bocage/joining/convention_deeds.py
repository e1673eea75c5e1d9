"""What happens to a convention in force: renewed in words, denounced in time, changed by an avenant."""

from dataclasses import replace
from datetime import date
from typing import Final

from bocage.joining import conventions
from bocage.joining.acts import Act, Author
from bocage.joining.changing import Situation
from bocage.joining.conventions import Reconduction, Terms
from bocage.joining.facts import Facts
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.sections import FormField, day_field
from bocage.joining.typed import FieldRefusal, Typed
from bocage.web.french import day_in_full, plural

NONE: Final = "Ce rattachement n’a pas de convention signée. Renseignez d’abord l’étape « Convention »."
NEVER: Final = "Cette convention ne prévoit pas de reconduction. Préparez-en une nouvelle, ou un avenant."
BY_ITSELF: Final = (
    "Cette convention se reconduit sans rien dire : il n’y a rien à écrire. Pour l’arrêter, dénoncez-la avant le {day}."
)
ALL_USED: Final = "Les {count} prévues ont toutes servi. Préparez une nouvelle convention."
OVER: Final = "La convention a pris fin le {day} : elle ne se reconduit plus. Préparez-en une nouvelle."
TOO_LATE: Final = (
    "Le préavis de {notice} est passé depuis le {day} : la convention court jusqu’au {end}. La dénonciation vaudra pour "
    "le terme suivant."
)
BEFORE: Final = "L’avenant est daté du {day}, avant la signature de la convention, le {signed}. Corrigez sa date."
RENEWAL_FIELDS: Final = (day_field("renewed_on", "Reconduite par écrit le", "jj/mm/aaaa ; vide : aujourd’hui"),)
DENUNCIATION_FIELDS: Final = (day_field("denounced_on", "Dénoncée le", "jj/mm/aaaa ; vide : aujourd’hui"),)
AVENANT_FIELDS: Final = (
    FormField(name="reference", label="Numéro et objet", help="Par exemple « Avenant n° 1, prolonge de douze mois »"),
    day_field("signed_on", "Signé par le maire le"),
    day_field("countersigned_on", "Signé par le président le"),
    day_field("published_on", "Publié le"),
    day_field("received_on", "Reçu au contrôle de légalité le"),
    FormField(name="duree_months", label="Nouvelle durée, en mois", help="Vide : la durée ne change pas"),
)


def terms_of(situation: Situation) -> Terms:
    """The terms of the convention, or the refusal of a path that has none."""
    terms = situation.kept.facts.terms
    if terms is None or "convention" not in situation.kept.facts.acts:
        raise JoiningRefusal(NONE)
    return terms


def renew(situation: Situation, typed: Typed) -> Facts:
    """Enter a renewal in words."""
    terms, day = terms_of(situation), typed.day("renewed_on") or situation.today
    last = conventions.periods(terms, day)[-1]
    if terms.reconduction is Reconduction.AUCUNE:
        raise JoiningRefusal(NEVER)
    if terms.reconduction is Reconduction.TACITE:
        raise JoiningRefusal(BY_ITSELF.format(day=day_in_full(last.denounce_by)))
    if len(terms.renewed_on) >= terms.reconductions_max:
        raise JoiningRefusal(ALL_USED.format(count=plural(terms.reconductions_max, "reconduction")))
    if day > last.ends_on:
        raise FieldRefusal("renewed_on", OVER.format(day=day_in_full(last.ends_on)))
    return replace(situation.kept.facts, terms=replace(terms, renewed_on=tuple(sorted((*terms.renewed_on, day)))))


def denounce(situation: Situation, typed: Typed) -> Facts:
    """Enter the day on which one side said no, within the notice."""
    terms, day = terms_of(situation), typed.day("denounced_on") or situation.today
    last = conventions.periods(terms, day)[-1]
    if day > last.ends_on:
        raise FieldRefusal("denounced_on", OVER.format(day=day_in_full(last.ends_on)))
    if day > last.denounce_by:
        notice = plural(terms.preavis_months, "mois", "mois")
        ending, told = day_in_full(last.ends_on), day_in_full(last.denounce_by)
        raise FieldRefusal("denounced_on", TOO_LATE.format(notice=notice, day=told, end=ending))
    return replace(situation.kept.facts, terms=replace(terms, denounced_on=day))


def amend(situation: Situation, typed: Typed) -> Facts:
    """Enter an avenant: an act of its own, signed by both, that may change the length."""
    terms, facts = terms_of(situation), situation.kept.facts
    if not typed.text("reference"):
        raise FieldRefusal("reference", "L’avenant n’a pas de nom. Écrivez son numéro et son objet.")
    act = Act(
        author=Author.MAIRE,
        reference=typed.text("reference"),
        signed_on=typed.needed_day("signed_on", "La signature du maire"),
        countersigned_on=typed.needed_day("countersigned_on", "La signature du président"),
        published_on=typed.day("published_on"),
        received_on=typed.day("received_on"),
    )
    refuse_before(facts.acts["convention"].signed_on, act.signed_on)
    months = typed.whole("duree_months", "La durée", terms.duree_months)
    return replace(facts, avenants=(*facts.avenants, act), terms=replace(terms, duree_months=months))


def refuse_before(signed: date | None, day: date | None) -> None:
    """Refuse an avenant to what was not signed yet."""
    if signed and day and day < signed:
        raise FieldRefusal("signed_on", BEFORE.format(day=day_in_full(day), signed=day_in_full(signed)))
