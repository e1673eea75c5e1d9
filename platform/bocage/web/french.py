"""Numbers, dates and plurals as a French page writes them; pure: the clock and the zone are arguments."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

PARIS: Final = ZoneInfo("Europe/Paris")
NARROW: Final = "\u202f"
FIXED: Final = "\u00a0"
MINUS: Final = "\u2212"
MONTHS: Final = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
MONTHS_IN_FULL: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
DAYS: Final = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
TWO: Final = 2
KILO: Final = 1024
SIREN_DIGITS: Final = 9
ELIDING: Final = re.compile("[aeiouœ]|y[^aeiou]")
"""Names that take « d’ »: a vowel, or « y » before a consonant. An « h » may be aspirated, so that « de » is never wrong."""
SIRET_DIGITS: Final = 14


def number(value: Decimal | float, decimals: int = 0, *, sign: bool = False) -> str:
    """« 1 234,5 »: narrow spaces between thousands, a comma, a true minus; `sign` writes the plus of a difference."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}".replace(",", NARROW).replace(".", ",")
    if not rounded:
        return text
    return f"{MINUS}{text}" if rounded < 0 else f"+{text}" if sign else text


def noun(count: Decimal | float, singular: str, several: str | None = None) -> str:
    """« commune » or « communes »: below two, the singular, zero included."""
    return singular if -TWO < count < TWO else several or f"{singular}s"


def plural(count: Decimal | float, singular: str, several: str | None = None) -> str:
    """« 0 message », « 1,5 jour », « 2 jours »: the count and its noun, which no line break separates."""
    decimals = 0 if count == int(count) else 1
    return f"{number(count, decimals)}{FIXED}{noun(count, singular, several)}"


def civil_day(value: date | datetime, zone: ZoneInfo = PARIS) -> date:
    """The day on the calendar of the place: at 23:30 UTC in winter, Paris is already on the next."""
    return value.astimezone(zone).date() if isinstance(value, datetime) else value


def day(value: date | datetime, now: datetime | None = None, *, zone: ZoneInfo = PARIS) -> str:
    """« 1er janv. 2026 »; the year goes when it is the clock's."""
    local = civil_day(value, zone)
    first = "1er" if local.day == 1 else str(local.day)
    same_year = now is not None and civil_day(now, zone).year == local.year
    return f"{first}{FIXED}{MONTHS[local.month - 1]}" + ("" if same_year else f" {local.year}")


def day_in_full(value: date | datetime, *, zone: ZoneInfo = PARIS) -> str:
    """« 1er juillet 2027 », as an act writes it."""
    local = civil_day(value, zone)
    return f"{'1er' if local.day == 1 else local.day}{FIXED}{MONTHS_IN_FULL[local.month - 1]} {local.year}"


def long_day(value: date | datetime, now: datetime | None = None, *, zone: ZoneInfo = PARIS) -> str:
    """« lun. 23 nov. 2026 »."""
    return f"{DAYS[civil_day(value, zone).weekday()]} {day(value, now, zone=zone)}"


def clock(value: datetime, *, zone: ZoneInfo = PARIS, seconds: bool = False) -> str:
    """« 07:42 », or « 07:42:09 »."""
    return f"{value.astimezone(zone):{'%H:%M:%S' if seconds else '%H:%M'}}"


def instant(value: datetime, now: datetime, *, zone: ZoneInfo = PARIS, seconds: bool = False) -> str:
    """« aujourd’hui, 07:42 », « hier, 07:42 », « lun. 23 nov., 07:42 », with its year when it is another."""
    today = civil_day(now, zone)
    near = {today: "aujourd’hui", today - timedelta(days=1): "hier"}
    named = near.get(civil_day(value, zone)) or long_day(value, now, zone=zone)
    return f"{named}, {clock(value, zone=zone, seconds=seconds)}"


def full_instant(value: datetime, *, zone: ZoneInfo = PARIS, seconds: bool = False) -> str:
    """« lun. 23 nov. 2026, 07:42 », for what is kept or printed."""
    return f"{long_day(value, zone=zone)}, {clock(value, zone=zone, seconds=seconds)}"


def duration(length: timedelta) -> str:
    """« 40 s », « 4 min », « 8 h 17 », « 6 jours »: whole units, the smaller one is dropped."""
    seconds = abs(int(length.total_seconds()))
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days:
        return plural(days, "jour")
    if hours:
        rest = minutes - 60 * hours
        return f"{hours}{FIXED}h" + (f"{FIXED}{rest:02d}" if rest else "")
    return f"{minutes}{FIXED}min" if minutes else f"{seconds}{FIXED}s"


def ago(value: datetime, now: datetime, *, zone: ZoneInfo = PARIS) -> str:
    """« il y a 4 min » under a day, « à l’instant » under a minute, then the day itself."""
    passed = now - value
    if timedelta(0) <= passed < timedelta(minutes=1):
        return "à l’instant"
    if timedelta(0) <= passed < timedelta(days=1):
        return f"il y a {duration(passed)}"
    return instant(value, now, zone=zone)


def siren(value: str) -> str:
    """« 214 200 123 », and a SIRET « 214 200 123 00013 »; what is neither is left as it came."""
    if not value.isdecimal() or len(value) not in {SIREN_DIGITS, SIRET_DIGITS}:
        return value
    return FIXED.join(part for part in (value[:3], value[3:6], value[6:9], value[9:]) if part)


def meeting(said: str, name: str) -> tuple[str, str]:
    """Words and the name that follows them, to be written one against the other: « … d’ » Aboën, « … du » Bessat."""
    if not said.endswith(" de"):
        return f"{said} ", name
    for article, joined in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return said.removesuffix("de") + joined, name.removeprefix(article)
    return (said.removesuffix("e") + "’", name) if ELIDING.match(bare(name)) else (f"{said} ", name)


def of(name: str) -> str:
    """« de Bard », « d’Écotay-l’Olme », « du Bessat », « des Salles »."""
    return "".join(meeting(" de", name)).lstrip()


def within(title: str) -> str:
    """A title inside a sentence: « secrétaire de mairie », « agent de l’EPCI », and « DSI » as it is."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def bare(text: str) -> str:
    """The letters of a text in lower case, without accents."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def file_size(octets: int) -> str:
    """« 6 ko », « 2,5 Mo »."""
    if octets < KILO:
        return plural(octets, "octet")
    if octets < KILO * KILO:
        return f"{number(octets / KILO)}{FIXED}ko"
    return f"{number(octets / KILO / KILO, 1)}{FIXED}Mo"


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    function.__name__: function
    for function in (
        number,
        noun,
        plural,
        day,
        day_in_full,
        long_day,
        clock,
        instant,
        full_instant,
        duration,
        ago,
        siren,
        meeting,
        of,
        within,
        file_size,
    )
}
