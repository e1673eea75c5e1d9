"""Colours of the band: read, measured, and the nearest that passes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bocage.brand.colour import ENOUGH, band_colour, contrast, darkened, ratio_words, read
from bocage.brand.logo import MOST_BYTES, logo_of
from bocage.brand.refusals import BrandRefusal, ColourRefusal

from .some_logos import PNG, WEBP

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [
        ("#ffffff", "1,00:1"),
        ("#000000", "21,00:1"),
        ("#767676", "4,54:1"),
        ("#595959", "7,00:1"),
        ("#163f29", "11,81:1"),
    ],
)
def test_contrast_with_white_is_the_one_of_the_recommendation(colour: str, ratio: str) -> None:
    assert ratio_words(colour) == ratio


@pytest.mark.parametrize(("typed", "colour"), [(" #1D3B66 ", "#1d3b66"), ("1d3b66", "#1d3b66"), ("#024", "#002244")])
def test_a_colour_is_read_as_charters_write_it(typed: str, colour: str) -> None:
    assert band_colour(typed) == colour


@pytest.mark.parametrize("typed", ["vert", "#12345", "#1234567", "rgb(1,2,3)", "#12345g", "#163f29;}"])
def test_what_is_no_colour_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ColourRefusal, match="#163f29") as refused:
        band_colour(typed)
    assert refused.value.nearest == ""


def test_a_light_colour_is_refused_with_its_ratio_and_the_nearest_that_passes() -> None:
    with pytest.raises(ColourRefusal) as refused:
        band_colour("#2e8b57")
    assert refused.value.sentence == (
        "Cette couleur ne donne que 4,24:1 avec le blanc\u00a0; il faut 7:1 pour que tout le monde lise la barre. "
        f"La plus proche qui convient, de même teinte, est {refused.value.nearest}."
    )
    assert band_colour(refused.value.nearest) == refused.value.nearest


@settings(deadline=None)
@given(COLOURS)
def test_the_nearest_passes_and_is_as_light_as_it_may_be(colour: str) -> None:
    nearest = darkened(colour)
    assert contrast(nearest) >= min(ENOUGH, contrast(colour))
    assert read(nearest) == nearest
    if contrast(colour) >= ENOUGH:
        assert nearest == colour
    else:
        # Two steps of 255 at the most are lost by whole numbers.
        lighter = "#" + "".join(f"{min(255, int(nearest[at : at + 2], 16) + 2):02x}" for at in (1, 3, 5))
        assert contrast(lighter) < ENOUGH


def test_a_logo_is_told_by_its_content() -> None:
    assert logo_of(PNG).media_type == "image/png"
    assert logo_of(WEBP).media_type == "image/webp"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "ni un PNG ni un WebP"),
        (b"\xff\xd8\xff\xe0", "ni un PNG ni un WebP"),
        (PNG[:-5], "incomplet"),
        (WEBP[:-1], "incomplet"),
        (PNG + bytes(MOST_BYTES), "dépasse 200 Ko"),
    ],
)
def test_what_pages_cannot_show_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(BrandRefusal, match=words):
        logo_of(content)
