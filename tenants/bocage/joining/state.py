"""The state of a path on a day: derived from the facts, never stored."""

from dataclasses import dataclass
from datetime import date

from bocage.joining import words
from bocage.joining.context import Context
from bocage.joining.dossier import Dossier, expected_effect
from bocage.joining.facts import Facts
from bocage.joining.order import breaks, procedure_breaks
from bocage.joining.path import Path
from bocage.joining.phase import Phase, ended_on, has_suspension, opened_stage, phase_of
from bocage.joining.renewal import renewal
from bocage.joining.statuses import OPENING, Missing, Status, StepState, step_states
from bocage.joining.steps import STEPS
from bocage.joining.tables import REPRISE, steps_of
from bocage.web.french import day_in_full, number, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class PathState:
    """Everything that a page, the desk or a reminder asks of a path."""

    phase: Phase
    steps: tuple[StepState, ...]
    withdrawal: tuple[StepState, ...]
    missing: tuple[Missing, ...]
    may_open: bool
    effect_on: date | None
    notes: tuple[str, ...]
    access: str

    @property
    def blocking(self) -> tuple[Missing, ...]:
        """« Bloque l’ouverture »."""
        return tuple(one for one in self.missing if one.blocks)

    @property
    def to_follow(self) -> tuple[Missing, ...]:
        """« À suivre »."""
        return tuple(one for one in self.missing if not one.blocks)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(1 for step in self.steps if step.status is Status.DONE)

    @property
    def total(self) -> int:
        """How many steps there are, those « sans objet » left aside."""
        return sum(1 for step in self.steps if step.status is not Status.SKIPPED)

    @property
    def counted(self) -> str:
        """« 4 étapes sur 9 sont terminées »."""
        verb = "est terminée" if self.done < 2 else "sont terminées"  # noqa: PLR2004 -- the French plural begins at two
        return f"{plural(self.done, 'étape')} sur {number(self.total)} {verb}"

    @property
    def summary(self) -> str:
        """« Majorité atteinte le … Il manque l’arrêté du préfet. »: what leads to the first thing that blocks, and it."""
        first = next(iter(self.blocking or self.missing), None)
        if first is None:
            return ""
        before = {step.key: step.detail for step in self.steps if step.status is Status.DONE}
        needs = STEPS[first.step].needs if first.step in STEPS else ()
        led = [before[key] for key in needs if before.get(key, "").endswith(".")]
        return " ".join((*led, words.without_who(first.sentence)))


def state_of(path: Path, facts: Facts, context: Context, today: date) -> PathState:
    """Derive the state of a path on a day."""
    dossier = Dossier(path=path, facts=facts, context=context)
    steps = step_states(dossier, steps_of(path), today)
    leaving = any(step in facts.acts or step in facts.marks for step in REPRISE)
    withdrawal = step_states(dossier, (STEPS[key] for key in REPRISE), today) if leaving else ()
    missing = (*lacks_of(steps), *renewal(dossier, today), *lacks_of(withdrawal))
    return PathState(
        phase=phase_of(dossier, missing, today),
        steps=steps,
        withdrawal=withdrawal,
        missing=missing,
        may_open=may_open(dossier, steps, today),
        effect_on=expected_effect(dossier),
        notes=notes_of(dossier, missing, today),
        access=access_words(dossier, today),
    )


def lacks_of(steps: tuple[StepState, ...]) -> tuple[Missing, ...]:
    """List what steps lack, in their order."""
    return tuple(step.missing for step in steps if step.missing)


def may_open(dossier: Dossier, steps: tuple[StepState, ...], today: date) -> bool:
    """Tell whether the syndicate may open the stage on the day."""
    ready = any(step.key == OPENING and step.status is Status.NOW for step in steps)
    left = dossier.facts.left_on is not None and dossier.facts.left_on <= today
    return ready and not left and ended_on(dossier, today) is None


def notes_of(dossier: Dossier, missing: tuple[Missing, ...], today: date) -> tuple[str, ...]:
    """List what is to be verified: what breaks the order, and what blocks a stage that is already open."""
    context = dossier.context
    found = breaks(dossier)
    if context.procedure:
        found += procedure_breaks(context.procedure, context.parameters)
    reopened = opened_stage(dossier, today) is dossier.path.stage
    late = [one for one in missing if one.blocks and reopened]
    return (
        *(one.note for one in found),
        *(f"À vérifier : le module est ouvert. {words.without_who(one.sentence)}" for one in late),
    )


def access_words(dossier: Dossier, today: date) -> str:
    """« Accès suspendu jusqu’au {date} : {raison}. La convention reste en vigueur. », from its first day when that is to come.

    Empty when access is not cut and will not be.
    """
    suspension = dossier.facts.suspension
    if suspension is None or not has_suspension(suspension, today):
        return ""
    begins = f" à partir du {day_in_full(suspension.from_on)}" if suspension.from_on > today else ""
    until = f" jusqu’au {day_in_full(suspension.until_on)}" if suspension.until_on else ""
    return words.SUSPENDED.format(begins=begins, until=until, reason=suspension.reason.rstrip("."))
