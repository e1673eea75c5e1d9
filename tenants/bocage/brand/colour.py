"""A colour for the band: read, measured against the white of its words (WCAG 2.2, 1.4.6), darkened until it passes."""

import math
import re
from typing import Final

from bocage.brand.refusals import ColourRefusal
from bocage.web.french import number

ENOUGH: Final = 7.0
WHITE: Final = 1.05
"""The luminance of white, with the share of glare that the formula adds."""
GLARE: Final = 0.05
SIX: Final = re.compile(r"#?([0-9a-f]{6})")
THREE: Final = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])")
Linear = tuple[float, float, float]

UNREADABLE: Final = (
    "« {typed} » n’est pas une couleur\u00a0: écrivez # puis six chiffres ou lettres de a à f, comme #163f29."
)
TOO_LIGHT: Final = (
    "Cette couleur ne donne que {ratio} avec le blanc\u00a0; il faut 7:1 pour que tout le monde lise la barre. "
    "La plus proche qui convient, de même teinte, est {nearest}."
)


def band_colour(typed: str) -> str:
    """Return « #rrggbb », or refuse what is no colour and what white does not stand out from."""
    colour = read(typed)
    if contrast(colour) < ENOUGH:
        nearest = darkened(colour)
        raise ColourRefusal(TOO_LIGHT.format(ratio=ratio_words(colour), nearest=nearest), nearest)
    return colour


def read(typed: str) -> str:
    """Read a colour as charters write it, with or without its #, in six signs or three."""
    text = typed.strip().lower()
    if six := SIX.fullmatch(text):
        return f"#{six[1]}"
    if three := THREE.fullmatch(text):
        return "#" + "".join(sign * 2 for sign in three.groups())
    raise ColourRefusal(UNREADABLE.format(typed=typed.strip()[:30]))


def contrast(colour: str) -> float:
    """How much lighter white is, from 1 to 21."""
    return WHITE / (luminance(linear(colour)) + GLARE)


def ratio_words(colour: str) -> str:
    """« 6,99:1 »: cut and not rounded, so that no refused colour reads as one that passes."""
    return f"{number(math.floor(contrast(colour) * 100) / 100, 2)}:1"


def darkened(colour: str) -> str:
    """The lightest colour of the same hue that passes: its light is cut to what the limit leaves, never rounded up."""
    light = linear(colour)
    share = min(1.0, (WHITE / ENOUGH - GLARE) / (luminance(light) or 1.0))
    return "#" + "".join(f"{math.floor(255 * encoded(channel * share) + 1e-9):02x}" for channel in light)


def linear(colour: str) -> Linear:
    """The light of the three channels, from 0 to 1."""
    red, green, blue = (decoded(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def luminance(light: Linear) -> float:
    """How bright an eye sees it."""
    red, green, blue = light
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def decoded(channel: float) -> float:
    """From what a screen is told to the light it gives (sRGB)."""
    knee = 0.04045
    return float(channel / 12.92 if channel <= knee else ((channel + 0.055) / 1.055) ** 2.4)


def encoded(light: float) -> float:
    """From light to what a screen is told."""
    knee = 0.0031308
    return float(light * 12.92 if light <= knee else 1.055 * light ** (1 / 2.4) - 0.055)
