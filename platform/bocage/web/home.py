"""The front door: each person goes to the first page that is theirs."""

from litestar import get
from litestar.response import Redirect, Response

from bocage.tenancy import Standing
from bocage.web.front_page import home_of
from bocage.web.guard import AnyRequest
from bocage.web.page import page


@get("/", opt={"open_to": "signed_in"})
async def home(request: AnyRequest) -> Response[str] | Redirect:
    """Send to the home of the first place; say what to do when no place is open."""
    standings: tuple[Standing, ...] = request.state.standings
    for standing in standings:
        address = home_of(standing)
        if address is not None:
            return Redirect(address, status_code=303)
    return await page(request, "no_place.html")
