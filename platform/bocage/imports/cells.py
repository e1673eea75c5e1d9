"""One cell into one value: what a person or a spreadsheet may have written for it."""

import re
from decimal import Decimal
from typing import Final

# What nothing needs to be done to, and nearly every cell is.
PLAIN: Final = re.compile(r"\w[\w.,:/@'’-]*(?: [\w.,:/@'’-]+)*")
SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2007\u200b\ufeff]+")
FORMULA_TEXT: Final = re.compile(r'^="(.*)"$', re.DOTALL)
# A spreadsheet hides the apostrophe that makes a text of what would be a number or a formula; our exports write it too.
HIDDEN_APOSTROPHE: Final = re.compile(r"^'+(?=[\d=+\-@(])")
SCIENTIFIC: Final = re.compile(r"^[0-9](?:[.,][0-9]+)?e\+?[0-9]{1,2}$", re.IGNORECASE)
DECIMAL_TAIL: Final = re.compile(r"[.,]0+$")
ERRORS: Final = frozenset(
    {"#n/a", "#ref!", "#valeur!", "#value!", "#nom?", "#name?", "#div/0!", "#null!", "#nul!", "#num!"}
)
MOST_DIGITS: Final = 9
NOTHING: Final = frozenset({"-", "–", "—", "/", "nc", "n.c.", "n/a", "na", "néant", "neant", "null", "none"})


def cleaned(cell: str) -> str:
    """Take off what a spreadsheet added and what nobody sees; what only says « nothing » becomes empty."""
    text = cell if PLAIN.fullmatch(cell) else bare(cell)
    return "" if text.lower() in NOTHING else text


def bare(cell: str) -> str:
    """Take off spaces, and the marks by which a spreadsheet keeps a text from being read as something else."""
    text = SPACES.sub(" ", cell).strip()
    wrapped = FORMULA_TEXT.match(text)
    return HIDDEN_APOSTROPHE.sub("", wrapped.group(1).strip() if wrapped else text)


def is_spreadsheet_error(text: str) -> bool:
    """Tell whether the cell holds the error of a formula instead of a value."""
    return text.lower() in ERRORS


def without_spaces(text: str) -> str:
    """Join what people write in groups: « 214 200 123 »."""
    return SPACES.sub("", text)


def code(text: str) -> str:
    """Read a code: no space, capitals, no decimal part left by a number format."""
    if text.isascii() and text.isalnum():
        return text.upper()
    joined = without_spaces(text).upper()
    return DECIMAL_TAIL.sub("", joined) if joined[:1].isdigit() else joined


def scientific(text: str) -> str | None:
    """Return the whole number that « 4,2012E+4 » stands for, with zeros for the digits that are lost; None otherwise."""
    joined = without_spaces(text)
    if not SCIENTIFIC.match(joined):
        return None
    value = Decimal(joined.replace(",", "."))
    return f"{value:.0f}" if value == value.to_integral_value() else None


def whole_number(text: str) -> int | None:
    """Read a count written the French way: « 15 554 », « 15554,0 »; None when it is not one."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    joined = DECIMAL_TAIL.sub("", without_spaces(text)) if not re.fullmatch(r"0[.,]0+", text) else "0"
    return int(joined) if re.fullmatch(r"[0-9]{1,9}", joined) else None


def likely_number(text: str) -> int | None:
    """Guess the count in « 15 554 hab. », « 15.554 » or « 1,5554E+4 », for a repair that a person accepts."""
    power = scientific(text)
    if power is not None:
        return int(power)
    joined = without_spaces(text)
    grouped = re.fullmatch(r"\d{1,3}(?:[.,']\d{3})+", joined)
    if grouped:
        return int(re.sub(r"\D", "", joined))
    found = re.fullmatch(r"\D{0,12}?(\d{1,9})(?:[.,]0+)?\s*(?:hab|h)?[a-z.]*", joined, re.IGNORECASE)
    return int(found.group(1)) if found and "-" not in joined else None


def luhn(digits: str) -> bool:
    """Check the key of a SIREN or a SIRET (ISO/IEC 7812, doubled from the right)."""
    doubled = (int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0  # noqa: PLR2004 -- digits of a doubled digit
