"""What this part refuses."""

from typing import Final

from bocage.tenancy import Refusal


class SubscriptionRefusal(Refusal):
    """Cannot be subscribed to, or changed, as it was asked."""


class StaleRefusal(SubscriptionRefusal):
    """Somebody changed the subscription since the page was opened."""

    status = 409


STALE: Final = "Cet abonnement a changé depuis l’ouverture de cette page. Rien n’est enregistré\u00a0: relisez-le ici."
