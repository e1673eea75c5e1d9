"""What the foot of every page leads to: accessibility, personal data, how to report a fault."""

from typing import Annotated, Any, Final

from litestar import get
from litestar.params import FromQuery, QueryParameter
from litestar.response import Response

from bocage.identity.sessions import ABSOLUTE, IDLE
from bocage.settings import WebSettings
from bocage.web.guard import AnyRequest
from bocage.web.page import page

OPEN: Final = {"open_to": "anyone"}
LONGEST: Final = 200


@get("/accessibilite", opt=OPEN)
async def accessibility(request: AnyRequest) -> Response[str]:
    """What was checked, what was not, whom to write to."""
    return await page(request, "statements/accessibility.html", contact=contact_of(request))


@get("/donnees-personnelles", opt=OPEN)
async def personal_data(request: AnyRequest) -> Response[str]:
    """What is kept of people, why, for how long, who sees it."""
    values: dict[str, Any] = {"contact": contact_of(request), "idle": IDLE, "absolute": ABSOLUTE}
    return await page(request, "statements/personal_data.html", **values)


@get("/defaut", opt=OPEN)
async def fault(
    request: AnyRequest,
    wrong_page: Annotated[str, QueryParameter(name="page")] = "",
    reference: FromQuery[str] = "",
) -> Response[str]:
    """What to say of a page that went wrong: its address and its reference, which the technical log holds."""
    values: dict[str, Any] = {
        "wrong_page": wrong_page[:LONGEST],
        "reference": reference[:LONGEST],
        "contact": contact_of(request),
    }
    return await page(request, "statements/fault.html", **values)


def contact_of(request: AnyRequest) -> str:
    """The address that people write to, "" when the installation gives none."""
    settings: WebSettings = request.app.state.settings
    return settings.contact


ROUTES: Final = (accessibility, personal_data, fault)
