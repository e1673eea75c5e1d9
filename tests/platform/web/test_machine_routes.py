"""The OpenAPI document and the health of the process, as a program without a session asks for them."""

from collections.abc import Iterator

import psycopg
import pytest

from bocage.testing.database import FreshDatabase
from bocage.testing.site import Visitor, running_site


@pytest.fixture
def program(fresh_database: FreshDatabase) -> Iterator[Visitor]:
    """Somebody without a session."""
    with running_site(fresh_database.url) as site:
        visitor = site.visitor()
        yield visitor
        visitor.http.close()


def test_anyone_reads_the_addresses_that_programs_may_call(program: Visitor) -> None:
    answer = program.get("/schema/openapi.json")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/vnd.oai.openapi+json")
    document = answer.json()
    assert document["openapi"].startswith("3.")
    assert document["info"]["title"] == "Bocage"
    assert {"/health/live", "/health/ready"} <= document["paths"].keys()
    assert document["paths"]["/health/ready"]["get"]["responses"].keys() == {"200", "503"}


def test_no_page_made_for_persons_is_in_the_document(program: Visitor) -> None:
    paths = program.get("/schema/openapi.json").json()["paths"]
    assert [path for path in paths if not path.startswith(("/health/", "/api/", "/ingest/"))] == []


@pytest.mark.parametrize("path", ["/schema/swagger", "/schema/redoc", "/schema/openapi.yaml"])
def test_no_page_of_documentation_is_served(program: Visitor, path: str) -> None:
    assert program.get(path).status_code == 404


def test_the_folder_of_the_document_is_the_document_itself(program: Visitor) -> None:
    assert program.get("/schema").json() == program.get("/schema/openapi.json").json()


def test_health_is_told_to_anyone(program: Visitor) -> None:
    assert program.get("/health/live").json() == {"status": "live"}
    assert program.get("/health/ready").json() == {"status": "ready"}


def test_a_process_behind_its_tables_is_not_ready(fresh_database: FreshDatabase, program: Visitor) -> None:
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "", 1)) as superuser:
        superuser.execute("delete from alembic_version")
    answer = program.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["reason"].startswith("migrations missing: access")
