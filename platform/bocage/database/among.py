"""Many tenants in a condition, as one parameter: the statement is the same whatever their number."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, Integer, any_, bindparam, func, select


def among(tenants: Collection[int]) -> Any:  # noqa: ANN401 -- a sub-select of SQLAlchemy
    """Compare a column with many tenants: a hash for the server, where a thousand parameters would be read one by one."""
    return any_(select(func.unnest(bindparam(None, sorted(tenants), type_=ARRAY(Integer)))).scalar_subquery())
