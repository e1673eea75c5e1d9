"""What the form of a merger says, read strictly: the name, the code, the day, the communes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bocage.communes.spelling import spelled
from bocage.imports.days import day
from bocage.joining.typed import unreadable
from bocage.mergers.refusals import MergerRefusal
from bocage.web.french import day_in_full

LONGEST: Final = 200
CODE_LENGTH: Final = 5
TOO_EARLY: Final = (
    "La commune nouvelle naît le {day} : revenez ce jour-là pour confirmer. D’ici là, l’aperçu dit ce qui se passera."
)
FEW: Final = "Une commune nouvelle en réunit deux au moins. Écrivez-les, une par ligne."
TWICE: Final = "{name} est écrite deux fois. Gardez une ligne par commune."


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A commune of the syndicate, in a few words."""

    tenant_id: int
    insee: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A merger as it was typed: the communes are found, the first is the one whose contact is kept."""

    name: str
    insee: str
    on: date
    communes: tuple[Here, ...]

    @property
    def names(self) -> str:
        """« Bard, Écotay et Lérigneux »."""
        told = [one.name for one in self.communes]
        return f"{', '.join(told[:-1])} et {told[-1]}"


def asked_of(fields: Mapping[str, str], here: tuple[Here, ...]) -> Asked:
    """Read the form, or refuse beside the field."""
    name = " ".join(fields.get("nom", "").split())[:LONGEST]
    if not name:
        raise MergerRefusal("nom", "La commune nouvelle n’a pas de nom. Écrivez celui de l’arrêté.")
    communes = communes_of(fields.get("communes", ""), here)
    return Asked(name=name, insee=code_of(fields, communes, here), on=day_of(fields), communes=communes)


def communes_of(text: str, here: tuple[Here, ...]) -> tuple[Here, ...]:
    """Each line is a code or a name."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    found = tuple(commune_of(line, here) for line in lines)
    twice = next((one for rank, one in enumerate(found) if one in found[:rank]), None)
    if twice:
        raise MergerRefusal("communes", TWICE.format(name=twice.name))
    if len(found) < 2:  # noqa: PLR2004 -- fewer than two is no merger
        raise MergerRefusal("communes", FEW)
    return found


def commune_of(line: str, here: tuple[Here, ...]) -> Here:
    """The commune that a line names."""
    found = [one for one in here if line == one.insee or spelled(line) == spelled(one.name)]
    if len(found) == 1:
        return found[0]
    why = (
        "plusieurs communes portent ce nom : écrivez son code INSEE"
        if found
        else "elle n’est pas rattachée au syndicat"
    )
    raise MergerRefusal("communes", f"« {line[:60]} » : {why}.")


def code_of(fields: Mapping[str, str], communes: tuple[Here, ...], here: tuple[Here, ...]) -> str:
    """The code of the new commune: often the one of its chief place."""
    code = "".join(fields.get("insee", "").split()).upper()
    if len(code) != CODE_LENGTH or not (code[0].isdigit() and code[2:].isdigit()):
        raise MergerRefusal(
            "insee", "Le code INSEE a cinq caractères. Écrivez celui de l’arrêté, souvent celui du chef-lieu."
        )
    holder = next((one for one in here if one.insee == code and one not in communes), None)
    if holder:
        raise MergerRefusal("insee", f"Le code {code} est celui de {holder.name}, qui n’est pas réunie. Corrigez-le.")
    return code


def day_of(fields: Mapping[str, str]) -> date:
    """The day on which the new commune begins."""
    said = fields.get("le", "").strip()
    found = day(said) if said else None
    if found is None:
        raise MergerRefusal(
            "le", unreadable(said) if said else "La date manque. Écrivez celle de l’arrêté, souvent un 1er janvier."
        )
    return found


def refuse_early(asked: Asked, today: date) -> None:
    """Refuse to close communes before their day."""
    if asked.on > today:
        raise MergerRefusal("le", TOO_EARLY.format(day=day_in_full(asked.on)))
