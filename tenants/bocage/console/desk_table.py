"""The values of the table and the map of a desk, whoever's it is."""

from typing import Any, Final

from bocage.console.asked import chips, filter_of, sort_of
from bocage.console.desk_reading import Overview
from bocage.console.drawing import drawing_of
from bocage.console.standing import DeskFilter, shown
from bocage.web.address import Sort, address, pages

PER_PAGE: Final = 50


def table_values(path: str, desk: Overview, asked: DeskFilter, number: int) -> dict[str, Any]:
    """One page of the lines that answer a filter, all of them on the map, and the addresses of the rest."""
    kept, figures, found = filter_of(asked), desk.figures, shown(desk.lines, asked)
    sent = {**kept, **sort_of(asked)}
    return {
        "path": path,
        "asked": asked,
        "figures": figures,
        "matching": len(found),
        "lines": found[(number - 1) * PER_PAGE : number * PER_PAGE],
        "map": drawing_of(found, desk.ground),
        "sort": Sort(key=asked.sort, descending=asked.descending, path=path, asked=kept),
        "chips": chips(asked, figures, path),
        "number": number,
        "here": address(path, {**sent, "page": str(number) if number > 1 else ""}),
        "csv": address(f"{path}/communes.csv", kept),
        "pages": pages(len(found), PER_PAGE, lambda each: address(path, {**sent, "page": str(each)})),
    }
