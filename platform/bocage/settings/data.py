"""Where the embedded database keeps its files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSettings:
    """`folder` is the person's own data folder; None when the system knows no home for them."""

    folder: Path | None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Take `XDG_DATA_HOME`, else `HOME`; the standard says that a relative path counts for nothing."""
        for base in (environment.get("XDG_DATA_HOME", ""), home_share(environment)):
            if Path(base).is_absolute():
                return cls(folder=Path(base) / "bocage")
        return cls(folder=None)


def home_share(environment: Mapping[str, str]) -> str:
    """Return the usual folder under a home, empty without a home."""
    home = environment.get("HOME")
    return str(Path(home) / ".local" / "share") if home else ""
