"""Markets ordered together: each order is checked against every ceiling and the end of the market."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bocage.joining.acts import Author
from bocage.joining.refusals import JoiningRefusal
from bocage.web.french import FIXED, day_in_full, number

CENT: Final = Decimal("0.01")
SIGNERS: Final = frozenset({Author.MAIRE, Author.DELEGUE})


class Scope(StrEnum):
    """What a ceiling bounds."""

    GLOBAL = "global"
    LOT = "lot"
    MEMBER = "member"


class Measure(StrEnum):
    """In what a ceiling is written."""

    AMOUNT = "amount"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """A bound; `of` names the lot or the member, empty for all; without dates it holds for the whole market."""

    scope: Scope
    limit: Decimal
    measure: Measure = Measure.AMOUNT
    of: str = ""
    begins_on: date | None = None
    ends_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse euros that have no cent."""
        if self.measure is Measure.AMOUNT:
            in_cents(self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """A market of the coordinator; members order on it."""

    number: str
    launched_on: date | None = None
    notified_on: date | None = None
    ends_on: date | None = None
    ceilings: tuple[Ceiling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order form, in euros before tax; the mayor or a delegate signs it."""

    reference: str
    member: str
    ordered_on: date
    amount: Decimal
    lot: str = ""
    quantity: Decimal = Decimal(0)
    signed_by: Author = Author.MAIRE

    def __post_init__(self) -> None:
        """Refuse an amount without cents and a hand that may not sign."""
        if in_cents(self.amount) <= 0:
            raise JoiningRefusal("Le montant du bon est nul ou négatif. Indiquez un montant hors taxes positif.")
        if self.signed_by not in SIGNERS:
            raise JoiningRefusal("Le maire ou son délégué signe le bon de commande. Corrigez le signataire.")


def in_cents(amount: Decimal) -> Decimal:
    """Return euros to the cent, or refuse what is finer."""
    if not amount.is_finite() or amount != amount.quantize(CENT):
        raise JoiningRefusal("Un montant s’écrit au centime. Corrigez-le, par exemple « 12 500,00 ».")
    return amount.quantize(CENT)


def check_order(market: Market, others: Iterable[Order], order: Order) -> None:
    """Refuse an order after the end of the market or above any ceiling, with what is left."""
    if market.ends_on is not None and order.ordered_on > market.ends_on:
        raise JoiningRefusal(
            f"Le marché {market.number} a pris fin le {day_in_full(market.ends_on)} : ce bon ne peut plus être passé."
        )
    told = tuple(others)
    for ceiling in market.ceilings:
        if bounds(ceiling, order) and left(ceiling, told) < measured(ceiling, order):
            raise JoiningRefusal(excess(ceiling, told, order))


def bounds(ceiling: Ceiling, order: Order) -> bool:
    """Tell whether a ceiling speaks of this order."""
    named = {Scope.GLOBAL: ceiling.of, Scope.LOT: order.lot, Scope.MEMBER: order.member}[ceiling.scope]
    after = ceiling.begins_on is None or ceiling.begins_on <= order.ordered_on
    before = ceiling.ends_on is None or order.ordered_on <= ceiling.ends_on
    return after and before and ceiling.of in {"", named}


def measured(ceiling: Ceiling, order: Order) -> Decimal:
    """Return what an order takes from a ceiling."""
    return order.amount if ceiling.measure is Measure.AMOUNT else order.quantity


def left(ceiling: Ceiling, orders: Iterable[Order]) -> Decimal:
    """Return what a ceiling still allows."""
    return ceiling.limit - sum((measured(ceiling, one) for one in orders if bounds(ceiling, one)), Decimal(0))


def excess(ceiling: Ceiling, others: Iterable[Order], order: Order) -> str:
    """« Ce bon dépasse le plafond de 0,01 € HT : il reste 7 500,00 € sur 20 000,00 €. »."""
    rest = left(ceiling, others)
    above = measured(ceiling, order) - rest
    if ceiling.measure is Measure.AMOUNT:
        return (
            f"Ce bon dépasse {named(ceiling)} de {euros(above)} HT : il reste {euros(rest)} sur {euros(ceiling.limit)}."
        )
    return f"Ce bon dépasse {named(ceiling)} de {amount(above)} : il reste {amount(rest)} sur {amount(ceiling.limit)}."


def named(ceiling: Ceiling) -> str:
    """« le plafond », « le plafond du lot 2 »."""
    if not ceiling.of or ceiling.scope is Scope.GLOBAL:
        return "le plafond"
    return f"le plafond du lot {ceiling.of}" if ceiling.scope is Scope.LOT else f"le plafond de {ceiling.of}"


def euros(value: Decimal) -> str:
    """« 7 500,00 € »."""
    return f"{number(value, 2)}{FIXED}€"


def amount(value: Decimal) -> str:
    """A quantity, with decimals only when it has some."""
    return number(value, 0 if value == value.to_integral_value() else 2)
