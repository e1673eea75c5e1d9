"""`bocage bench NAME`: the measurements that parts bring."""

from importlib.metadata import entry_points
from typing import Final

from bocage.cli.main import group

HELP: Final = """Mesure Bocage : des rapports à une référence prise au même moment, sur la même machine.

Exemple : bocage bench onboard --json
"""

bench = group(
    "bench",
    HELP,
    {point.name: point for point in sorted(entry_points(group="bocage.bench"), key=lambda point: point.name)},
)
