"""The map of a desk: symbols whose area follows the population, placed by their points; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Final
from uuid import UUID

from markupsafe import Markup, escape

from bocage.console.standing import NO_PATH, DeskLine
from bocage.joining.phase import Phase

WIDTH: Final = 400.0
TALLEST: Final = 620.0
MARGIN: Final = 26.0
LARGEST: Final = 24.0
"""Radius of the most populated commune."""
SMALLEST: Final = 3.0
"""Radius under which a symbol could not be told from a speck: the area is no longer true below it."""
NAMED: Final = 6
KM_PER_DEGREE: Final = 111.2
SCALES_KM: Final = (200, 100, 50, 20, 10, 5, 2, 1)
LETTER: Final = 6.2
"""How wide a letter of a name is, about."""
SHAPES: Final = {
    Phase.EN_SERVICE: "on",
    Phase.DEMONSTRATEUR: "trial",
    Phase.BLOQUEE: "stuck",
    Phase.ECHUE: "stuck",
    Phase.SUSPENDUE: "stuck",
    Phase.PRETE: "ready",
    Phase.EN_COURS: "half",
    Phase.INTERESSEE: "early",
}
LEGEND: Final = (
    ("on", "en service"),
    ("trial", "en démonstrateur"),
    ("ready", "prête à ouvrir"),
    ("half", "en cours"),
    ("stuck", "bloquée, suspendue ou échue"),
    ("early", "intéressée"),
    ("none", "pas commencée, ou sortie"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """One commune on the map; `svg` is what is drawn of it, with its title."""

    uid: UUID
    title: str
    shape: str
    x: float
    y: float
    radius: float
    svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name beside its symbol."""

    words: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A map ready for the page; `ghosts` dots what a filter took away, `nowhere` are the communes that have no point."""

    height: int
    symbols: tuple[Symbol, ...]
    ghosts: str
    labels: tuple[Label, ...]
    scale_km: int
    scale_length: float
    legend: tuple[tuple[str, str, str], ...]
    nowhere: tuple[DeskLine, ...]

    def marks(self, files: str) -> Markup:
        """Write the symbols in one stroke, since there may be a thousand; `files` is the address of files, "" for none."""
        if not files:
            return Markup("".join(f"<a>{one.svg}</a>\n" for one in self.symbols))  # noqa: S704 -- escaped in svg_of
        href = escape(files)
        return Markup("".join(f'<a href="{href}/{one.uid}" tabindex="-1">{one.svg}</a>\n' for one in self.symbols))  # noqa: S704 -- escaped in svg_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How degrees become units of the drawing: an origin, a step, and how narrow a degree of longitude is there."""

    west: float
    north: float
    per_degree: float
    narrow: float
    height: float

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """Place a point."""
        x = MARGIN + (point[0] - self.west) * self.narrow * self.per_degree
        return x, MARGIN + (self.north - point[1]) * self.per_degree


def frame_of(points: Sequence[tuple[float, float]]) -> Frame:
    """Fit the points into the drawing."""
    longitudes, latitudes = [one[0] for one in points], [one[1] for one in points]
    narrow = cos(radians((min(latitudes) + max(latitudes)) / 2))
    wide, tall = (max(longitudes) - min(longitudes)) * narrow, max(latitudes) - min(latitudes)
    per_degree = min((WIDTH - 2 * MARGIN) / max(wide, 0.02), (TALLEST - 2 * MARGIN) / max(tall, 0.02))
    return Frame(
        west=min(longitudes) - ((WIDTH - 2 * MARGIN) / per_degree - wide) / narrow / 2,
        north=max(latitudes),
        per_degree=per_degree,
        narrow=narrow,
        height=tall * per_degree + 2 * MARGIN,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Every commune of a desk that has a point, drawn once, the largest first: a filter takes symbols away and moves none."""

    frame: Frame
    placed: tuple[tuple[DeskLine, Symbol], ...]


def ground_of(lines: Iterable[DeskLine]) -> Ground | None:
    """Place and draw a whole desk; None when there is nothing to draw."""
    told = [line for line in lines if line.commune.point]
    if not told:
        return None
    told.sort(key=lambda line: -(line.commune.population or 0))
    frame, most = frame_of([line.commune.point for line in told if line.commune.point]), told[0].commune.population or 0
    return Ground(frame=frame, placed=tuple((line, symbol_of(line, frame, most)) for line in told))


def drawing_of(lines: Iterable[DeskLine], ground: Ground | None) -> Drawing | None:
    """Draw some lines of a desk on its ground; None when none of them has a point."""
    told = {line.commune.tenant_id: line for line in lines}
    if ground is None:
        return None
    placed = [one for one in ground.placed if one[0].commune.tenant_id in told]
    if not placed:
        return None
    away = (symbol for line, symbol in ground.placed if line.commune.tenant_id not in told)
    scale = scale_of(ground.frame)
    return Drawing(
        height=round(ground.frame.height + MARGIN),
        symbols=tuple(symbol for _, symbol in placed),
        ghosts="".join(f"M{one.x:.0f} {one.y:.0f}h0" for one in away),
        labels=labels_of(placed),
        scale_km=scale,
        scale_length=round(scale / KM_PER_DEGREE * ground.frame.per_degree, 1),
        legend=legend_of(symbol for _, symbol in placed),
        nowhere=tuple(line for line in told.values() if not line.commune.point),
    )


def symbol_of(line: DeskLine, frame: Frame, most: int) -> Symbol:
    """Draw one commune; its area is to its population as the largest area to the largest population."""
    x, y = frame.at(line.commune.point or (0.0, 0.0))
    radius = max(SMALLEST, LARGEST * sqrt((line.commune.population or 0) / most)) if most else SMALLEST
    shape = "none" if line.phase == NO_PATH else SHAPES.get(Phase(line.phase), "none")
    lacks = f", {line.lacks[:1].lower()}{line.lacks[1:]}" if line.lacks and shape != "on" else ""
    title = f"{line.commune.name} : {line.word.lower()}{lacks}"
    x, y, radius = round(x, 1), round(y, 1), round(radius, 1)
    return Symbol(
        uid=line.commune.uid,
        title=title,
        shape=shape,
        x=x,
        y=y,
        radius=radius,
        svg=svg_of(title, shape, (x, y, radius)),
    )


def svg_of(title: str, shape: str, circle: tuple[float, float, float]) -> str:
    """Write a symbol and its title, which alone comes from people."""
    x, y, radius = circle
    d = outline(shape, x, y, radius)
    drawn = (
        f'<path class="m-{shape}" d="{d}" />' if d else f'<circle class="m-{shape}" cx="{x}" cy="{y}" r="{radius}" />'
    )
    return f"<title>{escape(title)}</title>{drawn}"


def outline(shape: str, x: float, y: float, radius: float) -> str:
    """The path of a symbol that is no circle, of the same area as the circle of that radius; "" for a circle."""
    if shape == "stuck":
        # An equilateral triangle of area πr²: its half side is r·√(π/√3), its height √3 times that.
        half = radius * 1.347
        return f"M{x:.1f} {y - half * 1.155:.1f} {x + half:.1f} {y + half * 0.577:.1f} {x - half:.1f} {y + half * 0.577:.1f}Z"
    if shape == "trial":
        # A square on its corner, of area πr²: its half diagonal is r·√(π/2).
        half = radius * 1.253
        return f"M{x:.1f} {y - half:.1f} {x + half:.1f} {y:.1f} {x:.1f} {y + half:.1f} {x - half:.1f} {y:.1f}Z"
    return ""


def labels_of(placed: Iterable[tuple[DeskLine, Symbol]]) -> tuple[Label, ...]:
    """Name the largest communes, on the side where the name fits, as long as two names do not cross."""
    found: list[Label] = []
    for line, symbol in placed:
        name = line.commune.name
        right = symbol.x + symbol.radius + len(name) * LETTER < WIDTH
        x = symbol.x + (symbol.radius + 3 if right else -symbol.radius - 3)
        label = Label(words=name, x=round(x, 1), y=round(symbol.y + 4, 1), anchor="start" if right else "end")
        if not any(crosses(label, other) for other in found):
            found.append(label)
        if len(found) == NAMED:
            break
    return tuple(found)


def crosses(one: Label, other: Label) -> bool:
    """Tell whether two names would be written over each other."""
    (left, right), (start, end) = span(one), span(other)
    return abs(one.y - other.y) < 15 and left < end and start < right  # noqa: PLR2004 -- the height of a line


def span(label: Label) -> tuple[float, float]:
    """Where a name begins and ends."""
    width = len(label.words) * LETTER
    return (label.x, label.x + width) if label.anchor == "start" else (label.x - width, label.x)


def scale_of(frame: Frame) -> int:
    """The longest round distance that takes a third of the width at most."""
    fits = (km for km in SCALES_KM if km / KM_PER_DEGREE * frame.per_degree <= WIDTH / 3)
    return next(fits, SCALES_KM[-1])


def legend_of(symbols: Iterable[Symbol]) -> tuple[tuple[str, str, str], ...]:
    """The shapes that are on the map, each with its words and its outline in the legend."""
    present = {symbol.shape for symbol in symbols}
    return tuple(
        (shape, words, outline(shape, 8, 9 if shape == "stuck" else 8, 5))
        for shape, words in LEGEND
        if shape in present
    )
