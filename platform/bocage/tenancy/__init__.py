"""Who is where and may see what: tenants, their links, scopes, visits."""

from bocage.tenancy.place import Kind, Person, Place, Scope, Standing, TenantId
from bocage.tenancy.refusal import NotFoundRefusal, NotPermittedRefusal, Refusal
from bocage.tenancy.visit import Visit, reading

__all__ = [
    "Kind",
    "NotFoundRefusal",
    "NotPermittedRefusal",
    "Person",
    "Place",
    "Refusal",
    "Scope",
    "Standing",
    "TenantId",
    "Visit",
    "reading",
]
