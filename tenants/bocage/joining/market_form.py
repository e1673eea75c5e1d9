"""The form of a market: its dates, its ceilings and what is left under each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bocage.joining.markets import Ceiling, Market, Order, Scope, euros, left
from bocage.joining.sections import FormField, day_field
from bocage.joining.typed import FieldRefusal, Typed, as_typed

SCOPES: Final = (
    (Scope.GLOBAL, "tout le marché"),
    (Scope.LOT, "un lot"),
    (Scope.MEMBER, "une commune"),
)
FIELDS: Final = (
    FormField(name="number", label="Numéro du marché", optional=False),
    day_field("launched_on", "Consultation lancée le"),
    day_field("notified_on", "Notifié le"),
    day_field("ends_on", "Fin du marché"),
)
CEILING: Final = (
    FormField(name="scope", label="Plafond pour", kind="choice", options=SCOPES),
    FormField(name="of", label="Lequel", help="Le lot ou la commune ; vide pour tout le marché"),
    FormField(name="limit", label="Montant hors taxes", help="Par exemple 20 000,00"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingLine:
    """One ceiling in words: what it bounds, what it is, what is ordered, what is left."""

    bounds: str
    limit: str
    ordered: str
    rest: str


def ceiling_lines(market: Market, orders: Iterable[Order]) -> tuple[CeilingLine, ...]:
    """Every ceiling with what is left under it."""
    told = tuple(orders)
    return tuple(ceiling_line(one, left(one, told)) for one in market.ceilings)


def ceiling_line(one: Ceiling, rest: Decimal) -> CeilingLine:
    """One ceiling."""
    where = dict(SCOPES)[one.scope]
    bounds = f"{where}, {one.of}" if one.of else where
    return CeilingLine(bounds=bounds, limit=euros(one.limit), ordered=euros(one.limit - rest), rest=euros(rest))


def values(market: Market | None) -> dict[str, str]:
    """The market as its form shows it."""
    return {field.name: as_typed(getattr(market, field.name)) for field in FIELDS} if market else {}


def with_typed(market: Market, typed: Typed) -> Market:
    """Enter the dates, and one more ceiling when its amount is told; the same scope replaces."""
    if not typed.text("number"):
        raise FieldRefusal("number", "Le numéro du marché manque. Écrivez-le comme sur l’acte d’engagement.")
    changed = replace(
        market,
        number=typed.text("number"),
        launched_on=typed.day("launched_on"),
        notified_on=typed.day("notified_on"),
        ends_on=typed.day("ends_on"),
    )
    if not typed.text("limit"):
        return changed
    scope, of = typed.choice("scope", Scope, Scope.GLOBAL), typed.text("of")
    if scope is not Scope.GLOBAL and not of:
        raise FieldRefusal("of", "Ce plafond vaut pour un lot ou une commune : nommez-le.")
    ceiling = Ceiling(scope=scope, of=of if scope is not Scope.GLOBAL else "", limit=typed.amount("limit"))
    others = tuple(one for one in market.ceilings if (one.scope, one.of) != (ceiling.scope, ceiling.of))
    return replace(changed, ceilings=(*others, ceiling))
