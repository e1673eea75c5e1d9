"""A file at each place for each importer that lives there, so that every page of files has one to show or to refuse."""

import hashlib
from typing import Any

import psycopg
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from bocage.imports.found import importers
from bocage.imports.importer import Importer
from bocage.imports.rejects import exported
from bocage.imports.verdict import Verdict
from bocage.tenancy import Place

KEPT = """
insert into file_import (tenant_id, import_id, importer, file_name, sha256, content, counts, created_by_name)
values (%s, %s, %s, %s, %s, %s, %s, %s)
"""


def send_files(superuser: psycopg.Connection[Any], place: Place, word: str) -> None:
    """Leave one file an importer, waiting for its confirmation; its one line bears the word of the place."""
    for importer in importers():
        if place.kind in importer.kinds:
            content = file_of(importer, word)
            digest = hashlib.sha256(content).hexdigest()
            counts = Jsonb(Verdict(lines=()).counts())
            told = (place.tenant_id, uuid7(), importer.key, f"{word}.csv", digest, content, counts, word)
            superuser.execute(KEPT, told)


def file_of(importer: Importer, word: str) -> bytes:
    """A file of one line, in the columns of an importer."""
    return exported(importer.columns, [{importer.needs[0]: word}])
