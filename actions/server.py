"""The action server, on this machine only: its one client is the Rasa process beside it."""

from __future__ import annotations

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

import actions
from actions.base import answers
from bot import settings
from bot.municipalities import directory


def app() -> Sanic:
    """The server's application, with everything read that an action needs."""
    directory.current()
    answers()
    application = create_app(actions, cors_origins="")

    # rasa_sdk's own handler echoes the request, with what the citizen typed in it.
    @application.exception(Exception)
    async def failed(request: Request, exception: Exception) -> HTTPResponse:
        status = exception.status_code if isinstance(exception, SanicException) else 500
        return json({"error": type(exception).__name__}, status=status)

    return application


def serve() -> None:
    """Serve until stopped."""
    app().run("127.0.0.1", settings.get().action_port, access_log=False, motd=False)
