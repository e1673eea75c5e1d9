"""What the catalogue says of a module to a place that may subscribe to it."""

from dataclasses import dataclass, field

from bocage.tenancy.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """What a place must have before a module opens there at the stages it `blocks`.

    `check` names, as `module:function`, an asynchronous function of a connection that reads the place and of its
    number; it returns "" when the place has it, else the sentence that says what is missing and how to bring it. `label`
    reads after « Il manque » (« l’inventaire »), and `who` brings it.
    """

    key: str
    title: str
    label: str
    check: str
    who: str = "la mairie"
    blocks: frozenset[Stage] = frozenset({Stage.PRODUCTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a module brings and asks, in sentences for the agent of a commune.

    `icon` is a lucide name, `hue` the name of a colour of the style sheet (« lighting »), if it has one.
    `figures` names, as `module:function`, an asynchronous function of a connection that reads the place and of its
    number; it returns sentences with the place's own numbers, none when there is nothing to say yet. `competences` are
    the powers that the module serves, in words.
    """

    icon: str
    hue: str = ""
    brings: tuple[str, ...]
    data: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    figures: str | None = None
    competences: frozenset[str] = field(default_factory=frozenset)
