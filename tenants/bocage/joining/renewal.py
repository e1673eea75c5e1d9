"""What a term asks for before and after its end."""

from datetime import date

from bocage.joining import conventions, words
from bocage.joining.dossier import Dossier
from bocage.joining.phase import ended_on
from bocage.joining.reminders import renewal_due_on
from bocage.joining.statuses import Missing
from bocage.web.french import day_in_full

KEY = "echue"


def renewal(dossier: Dossier, today: date) -> tuple[Missing, ...]:
    """Ask for a renewal six months before a term that nothing follows, and once it is over."""
    over, terms = ended_on(dossier, today), dossier.facts.terms
    if over:
        told = words.ECHUE if terms and "convention" in dossier.facts.acts else words.TRIAL_ENDED
        return (asked(told, over, over),)
    if terms is None or "convention" not in dossier.facts.acts or not conventions.is_last_term(terms, today):
        return ()
    end = conventions.ends_on(terms, today)
    begins = renewal_due_on(end, dossier.context.parameters)
    return (asked(words.RENEWAL, end, begins),) if begins <= today else ()


def asked(told: words.Words, end: date, since: date) -> Missing:
    """Build what is asked of the syndicate."""
    return Missing(
        step=KEY,
        label=told.label,
        sentence=told.sentence.format(date=day_in_full(end)),
        who=told.who,
        blocks=False,
        since=since,
        due=end,
    )
