"""Watts that a row of the inventory draws: a point, or several alike under one row."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def drawn_watts(values: Mapping[str, Any]) -> Decimal | None:
    """The total when it is given, else lamp and gear; times the count; None without a power."""
    total, lamp = values.get("puissance_totale_w"), values.get("puissance_w")
    if total is None and lamp is None:
        return None
    each = (
        Decimal(total) if total is not None else Decimal(str(lamp)) + Decimal(values.get("puissance_auxiliaire_w") or 0)
    )
    return each * int(values.get("nombre") or 1)
