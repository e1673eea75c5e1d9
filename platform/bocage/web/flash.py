"""The message that follows an action: left by the form, shown by the next page, with its « Annuler »."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from litestar.response import Redirect

from bocage.database.engine import Database
from bocage.identity.current import session_of
from bocage.identity.sessions import leave_flash, take_flash
from bocage.web.guard import AnyRequest
from bocage.web.shell import Flash, Undo


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A sentence and, when the action can be undone, the form that undoes it."""

    sentence: str
    state: str = "ok"
    undo_action: str | None = None
    undo_label: str = "Annuler"
    undo_fields: Mapping[str, str] = field(default_factory=dict)


async def redirect_with(request: AnyRequest, path: str, message: Message) -> Redirect:
    """Go to a page that will show a message once."""
    session = session_of(request.scope)
    if session is not None:
        kept: dict[str, Any] = {
            "sentence": message.sentence,
            "state": message.state,
            "undo_action": message.undo_action,
            "undo_label": message.undo_label,
            "undo_fields": dict(message.undo_fields),
        }
        await leave_flash(database_of(request), session.key, kept)
    return Redirect(path, status_code=303)


async def taken_flash(request: AnyRequest) -> Flash | None:
    """Take the message left for this page."""
    session = session_of(request.scope)
    if session is None or not session.has_flash:
        return None
    kept = await take_flash(database_of(request), session.key)
    if kept is None:
        return None
    undo = None
    if kept["undo_action"]:
        undo = Undo(action=kept["undo_action"], label=kept["undo_label"], fields=tuple(kept["undo_fields"].items()))
    return Flash(state=kept["state"], sentence=kept["sentence"], undo=undo)


def database_of(request: AnyRequest) -> Database:
    """The pool of the process."""
    database: Database = request.app.state.database
    return database
