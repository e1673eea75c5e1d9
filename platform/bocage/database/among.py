"""Many values in a condition, as one parameter: the statement is the same whatever their number."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, BindParameter, Integer, Text, any_, bindparam, func, select


def among(numbers: Collection[int]) -> Any:  # noqa: ANN401 -- a sub-select of SQLAlchemy
    """Compare a column with many numbers: a hash for the server, where a thousand parameters would be read one by one."""
    return one_of(bindparam(None, sorted(numbers), type_=ARRAY(Integer)))


def among_texts(texts: Collection[str]) -> Any:  # noqa: ANN401 -- a sub-select of SQLAlchemy
    """Compare a column with many texts."""
    return one_of(array_of(texts))


def array_of(texts: Collection[str]) -> BindParameter[Any]:
    """Bind texts as one array."""
    return bindparam(None, sorted(texts), type_=ARRAY(Text))


def one_of(array: BindParameter[Any]) -> Any:  # noqa: ANN401 -- a sub-select of SQLAlchemy
    """Any element of an array, hashed instead of scanned."""
    return any_(select(func.unnest(array)).scalar_subquery())
