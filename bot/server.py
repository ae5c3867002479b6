"""Serves the trained model with the web channel and the pages; Rasa's own HTTP API is not there."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from rasa.core.channels.channel import register
from rasa.core.run import close_resources, create_http_input_channels, load_agent_on_start
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic_cors import CORS

from bot import assets, settings
from bot.channels import errors
from bot.channels.content import MAX_CHARACTERS
from bot.channels.conversation import Conversations, conversation_store
from bot.channels.errors import ChannelError
from bot.channels.plain import PATH, PlainPage
from bot.channels.web import WebChannel
from bot.demo import demo
from bot.pages import policy

logger = logging.getLogger(__name__)

# A message of 1,000 characters is at most some 12 kB of JSON.
MAX_REQUEST_BYTES = 64 * 1024
CLEAN_UP_SECONDS = 600
HEADERS = {
    "Content-Security-Policy": policy(),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class NoModel(RuntimeError):
    """There is no trained model, or it cannot be loaded."""


def create_app(model: Path) -> Sanic:
    """The application: the channels of credentials.yml under /webhooks, the pages, and errors that say what to do."""
    project = settings.PROJECT
    app = Sanic("wmo-wegwijzer", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.config.KEEP_ALIVE_TIMEOUT = 30
    app.config.FALLBACK_ERROR_FORMAT = "json"
    origins = list(settings.get().allowed_origins)
    if origins:
        options = {"origins": origins, "expose_headers": ["Retry-After"]}
        CORS(app, resources={r"/webhooks/web/*": options}, automatic_options=True)

    channels = create_http_input_channels(None, str(project / "credentials.yml"))
    register(channels, app, "/webhooks/")
    endpoints = AvailableEndpoints.read_endpoints(str(project / "endpoints.yml"))
    app.register_listener(partial(load_agent_on_start, str(model), endpoints, None), "before_server_start")
    app.register_listener(_check_model, "before_server_start")
    app.register_listener(_make_room_for_waiting, "before_server_start")
    app.register_listener(close_resources, "after_server_stop")
    conversations = next(channel for channel in channels if isinstance(channel, WebChannel)).conversations
    app.add_task(partial(_forget_old_conversations, conversations))

    plain = PlainPage(conversations)
    plain.add_routes(app)
    app.add_route(demo, "/", methods=("GET", "HEAD"), name="demo")
    assets.add_routes(app)
    app.error_handler.add(Exception, partial(_failed, plain))
    app.register_middleware(_add_headers, "response")
    return app


async def _check_model(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
    if not app.ctx.agent.is_ready():
        raise NoModel(
            "The model cannot be loaded. Run `make train`. / Het model kan niet worden geladen; doe `make train`."
        )
    # What was read to build the model in memory is garbage now; what is left lives as long as the process.
    gc.collect()
    gc.freeze()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


async def _make_room_for_waiting(_app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Threads for all who wait for the database; Python's own number is that of the processor's cores plus four."""
    loop.set_default_executor(ThreadPoolExecutor(max_workers=64, thread_name_prefix="database"))


async def _forget_old_conversations(conversations: Conversations, app: Sanic) -> None:
    """Erase what is older than the retention period, now and every ten minutes."""
    while True:
        hours = settings.get().retention_hours
        try:
            conversations.sessions.delete_older_than(hours)
            conversation_store(app).erase_older_than(hours)
        except Exception as error:  # noqa: BLE001  # tried again in ten minutes
            logger.error("Old conversations are not erased: %s", type(error).__name__)
        await asyncio.sleep(CLEAN_UP_SECONDS)


def _failed(plain: PlainPage, request: Request, error: Exception) -> HTTPResponse:
    """What went wrong, in the shape that the visitor expects."""
    shown = _shown(error)
    # When making the page is what failed, making it once more does not help.
    readable = isinstance(error, SanicException) and request.path == PATH
    return plain.failed(request, shown) if readable else shown.response()


def _shown(error: Exception) -> ChannelError:
    """The error as it is told to a visitor."""
    if isinstance(error, ChannelError):
        return error
    status = (getattr(error, "status_code", None) or 500) if isinstance(error, SanicException) else 500
    if status == 413:
        return errors.too_long(MAX_CHARACTERS)
    if status == 404:
        return ChannelError(404, "not_found", "Deze pagina bestaat niet.")
    if status == 405:
        return ChannelError(405, "method_not_allowed", "Dit kan niet op dit adres.")
    if status < 500:
        return ChannelError(status, "bad_request", "Dit verzoek is niet te lezen.")
    # The kind of error only: its text may hold what the citizen typed.
    logger.error("Request failed: %s", type(error).__name__)
    return errors.not_available()


async def _add_headers(_request: Request, response: HTTPResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def serve(model: Path) -> None:
    """Serve until stopped."""
    current = settings.get()
    create_app(model).run(current.host, current.port, access_log=False, motd=False)
