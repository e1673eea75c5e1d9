"""What a procedure of the members says on a day."""

from datetime import date

from bocage.joining.members import (
    AGREES,
    REFUSES,
    Position,
    Procedure,
    Silence,
    Standing,
    large,
    population,
    tacit_from,
)
from bocage.joining.parameters import Key, Parameters
from bocage.joining.words import listed
from bocage.web.french import FIXED, day_in_full, number, plural

QUARTERS = {"1/4": "plus du quart de la population", "1/3": "plus du tiers de la population"}


def reached(standing: Standing, total: int) -> str:
    """« Majorité atteinte le 1er mars 2027 : 3 conseils sur 4, dont 2 sans réponse. »."""
    silent = len(standing.at(Position.TACIT_YES))
    among = f", dont {silent} sans réponse" if silent else ""
    day = day_in_full(standing.reached_on) if standing.reached_on else ""
    return f"Majorité atteinte le {day} : {plural(len(standing.agreeing), 'conseil')} sur {total}{among}."


def waiting(procedure: Procedure, standing: Standing, parameters: Parameters) -> str:
    """« 2 conseils n’ont pas répondu. Sans réponse, leur accord sera réputé donné à partir du 1er mars 2027. »."""
    silent = standing.at(Position.WAITING, Position.SILENT)
    if not silent:
        return "L’accord des membres n’est pas encore demandé. À notifier par le syndicat."
    several = len(silent) > 1
    answered = "n’ont pas répondu" if several else "n’a pas répondu"
    days = {day for one in silent if (day := tacit_from(one, parameters))}
    return f"{plural(len(silent), 'conseil')} {answered}. {worth(procedure.silence, several=several, days=days)}"


def worth(silence: Silence, *, several: bool, days: set[date]) -> str:
    """Say what silence is worth, and from when."""
    whose = "leur" if several else "son"
    if silence is Silence.WITHOUT_EFFECT:
        return f"{whose.capitalize()} silence ne vaut pas accord."
    given = "accord" if silence is Silence.FAVOURABLE else "refus"
    first, last = day_in_full(min(days)), day_in_full(max(days))
    when = f"à partir du {first}" if first == last else f"entre le {first} et le {last}"
    return f"Sans réponse, {whose} {given} sera réputé donné {when}."


def not_reached(procedure: Procedure, standing: Standing, today: date, parameters: Parameters) -> str:
    """« La majorité n’est pas atteinte : {raison}. À reprendre par le syndicat. »."""
    refusing = standing.at(*REFUSES)
    big = [one.name for one in large(procedure, today, parameters) if one in refusing]
    if big:
        quarter = QUARTERS.get(parameters.on(today, Key.LARGE_MEMBER).value, "un grand membre")
        verb = "refuse" if len(big) == 1 else "refusent"
        reason = f"{listed(big)}, {quarter}, {verb}"
    else:
        reason = counted(procedure, standing)
    return f"La majorité n’est pas atteinte : {reason}. À reprendre par le syndicat."


def counted(procedure: Procedure, standing: Standing) -> str:
    """« 1 conseil sur 4, 10 % de la population »."""
    agreeing = [member for member, position in standing.positions if position in AGREES]
    total = population(procedure)
    people = sum(one.population for one in agreeing)
    part = number(100 * people / total, 0) if total else "0"
    return f"{plural(len(agreeing), 'conseil')} sur {len(procedure.members)}, {part}{FIXED}% de la population"
