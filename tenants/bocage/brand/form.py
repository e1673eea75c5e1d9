"""The form of « Couleurs et logo »."""

from dataclasses import dataclass
from typing import Final

from bocage.brand.colour import band_colour
from bocage.brand.kept import logo_at, worn_version
from bocage.brand.logo import MOST_BYTES, TOO_HEAVY, Logo, logo_of
from bocage.brand.refusals import BrandRefusal
from bocage.brand.wearing import Wanted
from bocage.governance.journal import Work
from bocage.tenancy import NotFoundRefusal
from bocage.web.upload import Awaited, Sent

NOTHING: Final = "Rien n’a été envoyé\u00a0: choisissez une couleur ou un logo."
AWAITED: Final = Awaited(
    field="logo", most_bytes=MOST_BYTES, no_file=NOTHING, too_heavy=TOO_HEAVY, refusal=BrandRefusal
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed and chosen; an empty image keeps the logo that is worn, unless it is to be taken off."""

    colour: str = ""
    image: bytes = b""
    without_logo: bool = False


def typed_in(sent: Sent) -> Typed:
    """Read a form; the button of the nearest colour wins over the field."""
    colour = sent.fields.get("proche") or sent.fields.get("couleur", "")
    return Typed(colour=colour, image=sent.content, without_logo=sent.fields.get("sans_logo") == "1")


async def wanted_from(work: Work, typed: Typed) -> Wanted:
    """Judge what was typed, over what is worn; an empty colour is the house's own green."""
    band = band_colour(typed.colour) if typed.colour.strip() else None
    if typed.image:
        return Wanted(band=band, logo=logo_of(typed.image))
    return Wanted(band=band, logo=None if typed.without_logo else await logo_worn(work))


async def logo_worn(work: Work) -> Logo | None:
    """The logo that pages wear."""
    version = await worn_version(work.connection, work.tenant)
    try:
        return None if version is None else await logo_at(work.connection, work.tenant, version)
    except NotFoundRefusal:
        return None
