"""The ordinary verdict on a line, from what its checks answered and from what is stored: most importers end here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bocage.imports.entries import Entry
from bocage.imports.verdict import Action, Change, Finding, LineVerdict, Ref, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The thing of a line as it is stored; not `present` when it was taken out and can come back."""

    ref: Ref
    version: int
    values: Mapping[str, Value]
    present: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checks of a line answered: how people know the thing, its values by column, what is wrong."""

    key: str | None
    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    refusals: Sequence[Finding] = ()
    remarks: Sequence[str] = ()


def concluded(entry: Entry, checked: Checked, held: Held | None) -> LineVerdict:
    """Decide what confirming will do; a cell left empty replaces nothing."""
    changes = changed(checked.values, held)
    return LineVerdict(
        number=entry.number,
        action=Action.REFUSED if checked.refusals else action(changes, held),
        key=checked.key,
        name=checked.name,
        values=checked.values,
        changes=changes,
        refusals=tuple(checked.refusals),
        remarks=tuple(checked.remarks),
        ref=held.ref if held else None,
        version=held.version if held else None,
    )


def action(changes: Sequence[Change], held: Held | None) -> Action:
    """What a line that nothing stops will do."""
    if held is None:
        return Action.CREATE
    if not held.present:
        return Action.REATTACH
    return Action.UPDATE if changes else Action.IDENTICAL


def changed(values: Mapping[str, Value], held: Held | None) -> tuple[Change, ...]:
    """List the values that will replace stored ones."""
    if held is None:
        return ()
    return tuple(
        Change(column=column, before=held.values.get(column), after=value)
        for column, value in values.items()
        if held.values.get(column) != value
    )
