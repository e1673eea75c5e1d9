"""What this part refuses; every sentence says what to do."""

from bocage.tenancy.refusal import ConflictRefusal, Refusal


class OnboardingRefusal(Refusal):
    """Root of the refusals of this part."""


class StaleRefusal(ConflictRefusal, OnboardingRefusal):
    """Somebody changed the thing since it was shown."""
