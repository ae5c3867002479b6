"""Errors of the web channel: a status, a code for programs and a Dutch sentence for people."""

from __future__ import annotations

from sanic.response import HTTPResponse, json


class ChannelError(Exception):
    """A request that cannot be answered."""

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after

    def response(self) -> HTTPResponse:
        """The error as JSON, in the shape of the contract."""
        headers = {"Retry-After": str(self.retry_after)} if self.retry_after is not None else {}
        body = {"error": {"code": self.code, "message": self.message}}
        return json(body, status=self.status, headers=headers, ensure_ascii=False)


def bad_request(code: str, message: str) -> ChannelError:
    return ChannelError(400, code, message)


def not_signed_in() -> ChannelError:
    return ChannelError(401, "invalid_token", "Dit gesprek is niet geldig. Begin een nieuw gesprek.")


def no_such_session() -> ChannelError:
    return ChannelError(404, "session_not_found", "Dit gesprek is gewist of verlopen. Begin een nieuw gesprek.")


def page_expired() -> ChannelError:
    return ChannelError(410, "page_expired", "Deze pagina is verlopen. Begin hieronder een nieuw gesprek.")


def no_such_municipality() -> ChannelError:
    return ChannelError(
        404,
        "municipality_not_found",
        "Deze gemeente is niet gevonden. Geef een naam, een plaats of een code als GM0193.",
    )


def too_long(limit: int) -> ChannelError:
    return ChannelError(
        413, "too_long", f"Uw bericht is te lang. Gebruik hoogstens {limit} tekens, of stuur het in delen."
    )


def too_many(retry_after: int) -> ChannelError:
    return ChannelError(
        429,
        "too_many_messages",
        f"U stuurt veel berichten achter elkaar. Wacht {retry_after} seconden en probeer het opnieuw.",
        retry_after,
    )


def not_available() -> ChannelError:
    return ChannelError(
        503,
        "not_available",
        "De assistent doet het nu even niet. Probeer het straks opnieuw. Heeft u snel hulp nodig? Bel uw gemeente. "
        "Bij direct gevaar: bel 112.",
        30,
    )
