"""The form of each step, made of sections that read the facts and write them: acts, marks, « sans objet »."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bocage.joining import facts as told
from bocage.joining.acts import Act, Author, Depositor, Signature, usual_author
from bocage.joining.facts import Facts, Mark
from bocage.joining.typed import Typed, as_typed

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field: `kind` is text, day, choice or check; a choice has its options."""

    name: str
    label: str
    help: str = ""
    kind: str = "text"
    options: Options = ()
    optional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields that go together: how they are read from the facts, and what they enter."""

    title: str = ""
    fields: tuple[FormField, ...]
    values: Callable[[Facts], Mapping[str, str]]
    enter: Callable[[Facts, Typed], Facts]


def day_field(name: str, label: str, help_: str = "") -> FormField:
    """A date."""
    return FormField(name=name, label=label, help=help_ or "jj/mm/aaaa", kind="day")


AUTHORS: Final[Options] = (
    (Author.CONSEIL, "Le conseil municipal"),
    (Author.MAIRE, "Le maire"),
    (Author.DELEGUE, "Un adjoint ou un délégué"),
    (Author.COMITE, "Le comité du syndicat"),
    (Author.BUREAU, "Le bureau du syndicat"),
    (Author.PRESIDENT, "Le président du syndicat"),
    (Author.PREFET, "Le préfet"),
)
SIGNED: Final = frozenset({"convention", "convention_constitutive"})
AUTHOR_OF_SIGNED: Final = "Qui signe pour la commune"
DEPOSITORS: Final[Options] = (
    ("", "Personne encore"),
    (Depositor.SECRETAIRE, "Le secrétariat de la mairie"),
    (Depositor.CHARGE_AFFAIRES, "Le chargé d’affaires du syndicat"),
)
SIGNATURES: Final[Options] = (
    ("", "Non précisée"),
    (Signature.MANUSCRITE, "Manuscrite, le fichier est une copie"),
    (Signature.ELECTRONIQUE, "Électronique"),
)
VOTED: Final = (day_field("adopted_on", "Adopté ou pris le"),)
BY_HAND: Final = (
    day_field("signed_on", "Signé par le maire le"),
    day_field("countersigned_on", "Signé par le président le"),
)
BOUND: Final = (
    day_field("published_on", "Publié le"),
    day_field("received_on", "Reçu au contrôle de légalité le"),
)
WITHDRAWN: Final = FormField(
    name="nature",
    label="Ce que vous faites",
    kind="choice",
    options=(("correction", "Corriger cette saisie"), ("retrait", "Entrer l’acte nouveau qui retire celui-ci")),
)


def act_section(step: str, *, exists: bool) -> Section:
    """The four dates of an act, who took it, who holds it."""
    dates = BY_HAND if step in SIGNED else (*VOTED, BY_HAND[0]) if step == "acte_demonstrateur" else VOTED
    rest = (
        FormField(
            name="author",
            label=AUTHOR_OF_SIGNED if step in SIGNED else "Qui prend l’acte",
            kind="choice",
            options=AUTHORS,
        ),
        FormField(name="reference", label="Numéro"),
        FormField(name="depositor", label="Qui le dépose", kind="choice", options=DEPOSITORS),
        FormField(name="original_held_by", label="Original détenu par"),
        FormField(name="signature", label="Signature", kind="choice", options=SIGNATURES),
    )
    fields = (*((WITHDRAWN,) if exists else ()), *dates, *BOUND, *rest)
    return Section(
        fields=fields,
        values=lambda facts: act_values(facts, step),
        enter=lambda facts, typed: with_typed_act(facts, step, typed),
    )


def act_values(facts: Facts, step: str) -> dict[str, str]:
    """The act as its form shows it."""
    act = facts.acts.get(step) or Act(author=usual_author(step))
    names = [field.name for field in (*VOTED, *BY_HAND, *BOUND)]
    names += ["author", "reference", "depositor", "original_held_by", "signature"]
    return {"nature": "correction", **{name: as_typed(getattr(act, name)) for name in names}}


def with_typed_act(facts: Facts, step: str, typed: Typed) -> Facts:
    """Enter the act, its correction, or the act that withdraws it; an empty form changes nothing."""
    held = facts.acts.get(step) or Act(author=usual_author(step))
    dates: dict[str, Any] = {field.name: typed.day(field.name) for field in (*VOTED, *BY_HAND, *BOUND)}
    if step not in facts.acts and not any(dates.values()):
        return facts
    act = replace(
        held,
        author=typed.choice("author", Author, held.author),
        reference=typed.text("reference"),
        depositor=Depositor(typed.text("depositor")) if typed.text("depositor") in set(Depositor) else None,
        original_held_by=typed.text("original_held_by"),
        signature=Signature(typed.text("signature")) if typed.text("signature") in set(Signature) else None,
        **dates,
    )
    if told.is_entered(facts, step) and typed.text("nature") == "retrait":
        return told.with_withdrawal(facts, step, replace(act, document_sha256=None, produced_by=""))
    return told.with_act(facts, step, act)


def mark_section(step: str) -> Section:
    """A step that is done on a day."""
    fields = (day_field("done_on", "Fait le"), FormField(name="note", label="Note"))
    return Section(
        fields=fields,
        values=lambda facts: mark_values(facts, step),
        enter=lambda facts, typed: with_typed_mark(facts, step, typed),
    )


def skip_section(step: str) -> Section:
    """A step that does not apply, with its reason."""
    field = FormField(
        name="without_object",
        label="Sans objet, parce que",
        help="Laissez vide quand l’étape s’applique",
    )

    def enter(facts: Facts, typed: Typed) -> Facts:
        held = facts.marks.get(step, Mark())
        mark = replace(held, without_object=typed.text("without_object"))
        return facts if mark == held else told.with_mark(facts, step, mark)

    return Section(
        title="Quand l’étape ne s’applique pas",
        fields=(field,),
        values=lambda facts: {"without_object": facts.marks.get(step, Mark()).without_object},
        enter=enter,
    )


def mark_values(facts: Facts, step: str) -> dict[str, str]:
    """The mark as its form shows it."""
    mark = facts.marks.get(step, Mark())
    return {"done_on": as_typed(mark.done_on), "note": mark.note}


def with_typed_mark(facts: Facts, step: str, typed: Typed) -> Facts:
    """Enter the mark, or correct it."""
    held = facts.marks.get(step, Mark())
    mark = replace(held, done_on=typed.day("done_on"), note=typed.text("note"))
    return facts if mark == held else told.with_mark(facts, step, mark)
