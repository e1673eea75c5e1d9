"""The pages of decisions."""

import pytest

from .conftest import Planting
from .decisions import FOLDER, faulty_decisions
from .tracked import Tree

FIRST = "# 1. One\n\n**Chosen.** This.\n\n**Rejected.** That.\n"


def test_decisions_are_short_numbered_and_titled(tree: Tree) -> None:
    assert faulty_decisions(tree) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("0003-three.md", FIRST.replace("1.", "3."), "numbers [1, 3] instead of 1 to 2"),
        ("0001-twin.md", FIRST, "numbers [1, 1] instead of 1 to 2"),
        ("0002-Two.md", FIRST.replace("1.", "2."), "0002-Two.md: not « 0001-a-title.md »"),
        ("0002-two.md", FIRST, "0002-two.md: the first line is not « # 2. Title »"),
        ("0002-two.md", "", "0002-two.md: the first line is not « # 2. Title »"),
        ("0002-two.md", FIRST.replace("1.", "2.") + "\n" * 35, "0002-two.md: 40 lines"),
        ("0002-two.md", "# 2. Two\n\n**Chosen.** This.\n", "0002-two.md: does not say « Rejected »"),
    ],
)
def test_a_fault_of_one_page_is_seen(planted: Planting, name: str, text: str, fault: str) -> None:
    assert faulty_decisions(planted(f"{FOLDER}0001-one.md", FIRST)) == []
    assert fault in faulty_decisions(planted(FOLDER + name, text))
