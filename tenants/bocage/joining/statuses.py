"""Each step on a day: done, now, stuck, waiting, « sans objet »; and what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from bocage.joining.data_protection import label_of
from bocage.joining.details import detail_of, sans_objet
from bocage.joining.dossier import Dossier, expected_effect, is_without_object
from bocage.joining.missing import Lacking, lacking
from bocage.joining.path import Stage
from bocage.joining.progress import done_on
from bocage.joining.reminders import Reminder, due_on
from bocage.joining.steps import STEPS, Step
from bocage.joining.tables import OPENS_TRIAL, PATHS

OPENING: Final = "ouverture"
BY_CLOCK: Final = "accord_des_membres"


class Status(StrEnum):
    """Where a step is."""

    DONE = "done"
    NOW = "now"
    STUCK = "stuck"
    WAITING = "waiting"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What somebody must bring; `since` is when it began to be waited for, `due` when the person is reminded."""

    step: str
    label: str
    sentence: str
    who: str
    blocks: bool
    stuck: bool = False
    since: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """One step on a day; `detail` is what it says once done or « sans objet », or what postpones it."""

    key: str
    label: str
    status: Status
    act: bool
    blocks: bool
    done_on: date | None = None
    detail: str = ""
    missing: Missing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The steps that concern a dossier, and since when those that are done are."""

    steps: tuple[Step, ...]
    done: dict[str, date]
    skipped: frozenset[str]

    def is_open(self, key: str) -> bool:
        """Tell whether a step of this dossier is still to come."""
        return key not in self.done and key not in self.skipped and any(step.key == key for step in self.steps)


def step_states(dossier: Dossier, steps: Iterable[Step], today: date) -> tuple[StepState, ...]:
    """Say where each step is on the day; a module that asks for nothing has no step for it."""
    told = tuple(step for step in steps if step.key != "prealables" or dossier.context.prealables)
    skipped = frozenset(step.key for step in told if is_without_object(dossier, step.key))
    days = {step.key: done_on(dossier, step.key, today) for step in told if step.key not in skipped}
    progress = Progress(steps=told, done={key: day for key, day in days.items() if day}, skipped=skipped)
    return tuple(step_state(dossier, step, progress, today) for step in told)


def step_state(dossier: Dossier, step: Step, progress: Progress, today: date) -> StepState:
    """Say where one step is, and what it lacks."""
    label, day = label_of(dossier.path, step.key), progress.done.get(step.key)
    bare = StepState(
        key=step.key,
        label=label,
        status=Status.DONE,
        act=step.act,
        blocks=blocks_now(dossier, step, today),
        done_on=day,
    )
    if step.key in progress.skipped:
        return replace(bare, status=Status.SKIPPED, detail=sans_objet(dossier, step.key))
    detail = detail_of(dossier, step, today, done=day is not None)
    if day is not None:
        return replace(bare, detail=detail)
    lack = lacking(dossier, step, today)
    status = status_of(dossier, step, lack, progress, today)
    asked = missing_of(dossier, bare, lack, started(dossier, step, lack, progress, status))
    return replace(bare, status=status, detail=detail, missing=None if is_not_asked(step, status) else asked)


def blocks_now(dossier: Dossier, step: Step, today: date) -> bool:
    """Tell whether a step closes the stage; among what modules ask for, only what they say blocks it."""
    stage, told = dossier.path.stage, dossier.facts.prealables
    if step.key != "prealables":
        return stage in step.blocks
    absent = [one for one in dossier.context.prealables if one.key not in told or told[one.key] > today]
    return any(stage in one.blocks for one in absent)


def status_of(dossier: Dossier, step: Step, lack: Lacking, progress: Progress, today: date) -> Status:
    """Say where a step that is not done is."""
    if lack.stuck:
        return Status.STUCK
    if step.key == OPENING:
        return Status.NOW if is_ready(dossier, progress, today) else Status.WAITING
    waits = step.key == BY_CLOCK or any(progress.is_open(key) for key in step.needs)
    return Status.WAITING if waits else Status.NOW


def is_ready(dossier: Dossier, progress: Progress, today: date) -> bool:
    """Tell whether nothing closes the stage any more, its day of effect come."""
    closed = any(progress.is_open(step.key) and blocks_now(dossier, step, today) for step in progress.steps)
    return not closed and effect_has_come(dossier, today)


def effect_has_come(dossier: Dossier, today: date) -> bool:
    """Tell whether the day of effect has come; a démonstrateur does not wait for it."""
    effect = expected_effect(dossier)
    return dossier.path.stage is Stage.DEMONSTRATEUR or effect is None or effect <= today


def is_not_asked(step: Step, status: Status) -> bool:
    """An opening is asked of nobody while something closes it."""
    return step.key == OPENING and status is Status.WAITING


def started(dossier: Dossier, step: Step, lack: Lacking, progress: Progress, status: Status) -> date | None:
    """Say since when a step is waited for: its request, its own act, the effect, or the last thing done before."""
    told = dossier.facts.asked_on.get(step.key) or lack.since
    if told or (status is Status.WAITING and step.key != BY_CLOCK):
        return told
    if step.reminder is Reminder.PV:
        return expected_effect(dossier)
    return follows(dossier, step, progress)


def follows(dossier: Dossier, step: Step, progress: Progress) -> date | None:
    """Say after what a step comes: those before it on its path, all the acts of the path for what comes then."""
    own = PATHS[dossier.path.parcours, dossier.path.variant]
    acts = [each.key for each in progress.steps if each.key in {*OPENS_TRIAL, *own} and each.act]
    if step.key not in {*OPENS_TRIAL, *own}:
        days = [progress.done[key] for key in acts if key in progress.done]
        return None if any(progress.is_open(key) for key in acts) else max(days, default=dossier.path.started_on)
    before = [each.key for each in progress.steps[: progress.steps.index(step)]]
    return max((progress.done[key] for key in before if key in progress.done), default=dossier.path.started_on)


def missing_of(dossier: Dossier, state: StepState, lack: Lacking, since: date | None) -> Missing:
    """Build what is shown of a lack; silence needs no reminder, it counts by itself."""
    reminder = lack.reminder or STEPS[state.key].reminder
    due = due_on(reminder, since, dossier.context.parameters) if since and state.key != BY_CLOCK else None
    return Missing(
        step=state.key,
        label=state.label,
        sentence=lack.sentence,
        who=lack.who,
        blocks=state.blocks,
        stuck=lack.stuck,
        since=since,
        due=due,
    )
