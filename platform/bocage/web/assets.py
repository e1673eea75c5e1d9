"""The files a browser may load: an allow-list, under one name made of all their contents.

One digest for the whole set lets the style sheet name a font by a relative address, and lets browsers keep everything
for a year: a change of any file changes the address of all.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from bocage.tenancy import Refusal
from bocage.web.icons import mark_file

HERE: Final = Path(__file__).parent
FONT: Final = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
PICO: Final = "@picocss/pico/css/pico.classless.min.css"
NPM: Final = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "atkinson-latin.woff2": f"{FONT}-latin-wght-normal.woff2",
    "atkinson-latin-ext.woff2": f"{FONT}-latin-ext-wght-normal.woff2",
}
TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
IMPORT: Final = re.compile(r'^@import url\("([a-z-]+\.css)"\) layer\(([a-z]+)\);$', re.MULTILINE)


class MissingAssetsRefusal(Refusal):
    """The npm packages are not where they are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file, read when the process starts."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """The set, by the name that pages use."""

    files: Mapping[str, Asset]
    digest: str

    @classmethod
    def of(cls, npm: Path) -> Self:
        """Read the allow-list; say what to do when the npm packages are not there."""
        files = {name: Asset(content=found, media_type=TYPES[Path(name).suffix]) for name, found in contents(npm)}
        return cls(files=files, digest=digest_of(files))

    def url(self, name: str) -> str:
        """Address of a file; a name outside the list is a fault of ours."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.digest}/{name}"


def contents(npm: Path) -> Iterator[tuple[str, bytes]]:
    """Every served file with its content."""
    yield "bocage.css", one_sheet(npm).encode()
    yield "mark.svg", mark_file()
    for path in sorted((HERE / "scripts").glob("*.js")):
        yield path.name, path.read_bytes()
    for name, place in NPM.items():
        yield name, npm_file(npm, place)


def one_sheet(npm: Path) -> str:
    """Put what the entry sheet imports in its place: one request, instead of a dozen that wait for the first."""
    entry = (HERE / "styles" / "bocage.css").read_text(encoding="utf-8")
    return IMPORT.sub(lambda found: f"@layer {found[2]} {{\n{sheet(npm, found[1])}\n}}", entry)


def sheet(npm: Path, name: str) -> str:
    """One of our sheets; or Pico's, less its charset rule, which may only open a file."""
    if name == "pico.css":
        return npm_file(npm, PICO).decode().removeprefix("\ufeff").removeprefix('@charset "UTF-8";')
    return (HERE / "styles" / name).read_text(encoding="utf-8")


def npm_file(npm: Path, place: str) -> bytes:
    """Read a file of an npm package."""
    try:
        return (npm / place).read_bytes()
    except OSError as error:
        sentence = f"Il manque {npm / place} : relancez « make run », ou indiquez le dossier avec BOCAGE_ASSETS."
        raise MissingAssetsRefusal(sentence) from error


def digest_of(files: Mapping[str, Asset]) -> str:
    """Name the set by its contents."""
    whole = hashlib.sha256()
    for name, asset in sorted(files.items()):
        whole.update(name.encode() + b"\0" + asset.content + b"\0")
    return whole.hexdigest()[:16]


def npm_folder(environment: Mapping[str, str]) -> Path:
    """Folder of the npm packages: `BOCAGE_ASSETS`, else the checkout's."""
    given = environment.get("BOCAGE_ASSETS")
    return Path(given) if given else HERE.parents[1] / "assets" / "node_modules"
