"""What waits for a person on the first page of their place, whichever part asks for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """One thing to do: a word for its state, what and why, where to do it and the words of the button."""

    word: str
    title: str
    sentence: str
    href: str
    action: str
    mood: str = "watch"
