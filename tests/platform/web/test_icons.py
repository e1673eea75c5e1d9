"""The drawings."""

import pytest

from bocage.web.assets import npm_folder
from bocage.web.icons import Icons, UnknownIconError, mark, mark_file

FOLDER = npm_folder({}) / "lucide-static" / "icons"


def test_an_icon_is_silent_and_takes_its_looks_from_our_styles() -> None:
    drawn = str(Icons(FOLDER)("circle-check", "is-ok"))
    assert drawn.startswith('<svg class="icon is-ok" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><')
    assert "stroke" not in drawn
    assert "http" not in drawn
    assert drawn.count("<svg") == drawn.count("</svg>") == 1


def test_an_icon_is_read_once() -> None:
    icons = Icons(FOLDER)
    icons("info")
    icons.folder = FOLDER / "gone"
    assert "<circle" in icons("info")


@pytest.mark.parametrize("name", ["no-such-icon", "../package", "INFO", ""])
def test_an_unknown_icon_is_an_error_and_never_a_path(name: str) -> None:
    with pytest.raises(UnknownIconError):
        Icons(FOLDER)(name)


def test_what_is_added_to_the_class_is_escaped() -> None:
    assert '"><b>' not in Icons(FOLDER)("info", '"><b>')


def test_the_mark_is_drawn_in_the_page_in_the_colour_of_the_text_and_as_a_file_in_green() -> None:
    assert "currentColor" in mark()
    assert mark_file().startswith(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" color="#')
