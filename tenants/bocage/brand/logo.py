"""A logo: PNG or WebP, whole and light; a drawing that could act (SVG) is not taken."""

from dataclasses import dataclass
from typing import Final

from bocage.brand.refusals import BrandRefusal

MOST_BYTES: Final = 200_000
TOO_HEAVY: Final = (
    "Le logo dépasse 200 Ko\u00a0: il s’affiche sur 28 points de haut, enregistrez-le en PNG de 112 points de haut."
)
NOT_AN_IMAGE: Final = (
    "Le logo n’est ni un PNG ni un WebP\u00a0: exportez-le en PNG sur fond transparent, puis choisissez-le."
)
CUT_SHORT: Final = "Le logo est incomplet\u00a0: vérifiez-le sur votre poste, puis choisissez-le de nouveau."
PNG: Final = b"\x89PNG\r\n\x1a\n"
PNG_END: Final = b"IEND\xaeB`\x82"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """An image and its type."""

    content: bytes
    media_type: str


def logo_of(content: bytes) -> Logo:
    """Judge an image by its content alone: its name says nothing."""
    if len(content) > MOST_BYTES:
        raise BrandRefusal(TOO_HEAVY)
    if content.startswith(PNG):
        return whole(content, "image/png", complete=content.endswith(PNG_END))
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return whole(content, "image/webp", complete=int.from_bytes(content[4:8], "little") + 8 == len(content))
    raise BrandRefusal(NOT_AN_IMAGE)


def whole(content: bytes, media_type: str, *, complete: bool) -> Logo:
    """Refuse an image that lost its end: every page of the department would show it broken."""
    if not complete:
        raise BrandRefusal(CUT_SHORT)
    return Logo(content=content, media_type=media_type)
