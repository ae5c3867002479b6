"""A conversation as a page shows it, from events as they are stored."""

from __future__ import annotations

from typing import Any

from bot.channels.transcript import Turn, turns
from bot.knowledge.phrases import phrases


def user(text: str, **metadata: Any) -> dict[str, Any]:
    return {"event": "user", "text": text, "metadata": metadata}


def bot(text: str | None, **data: Any) -> dict[str, Any]:
    return {"event": "bot", "text": text, "data": {"buttons": None, "custom": None, **data}}


def message(text: str, buttons: Any = (), custom: Any = None) -> dict[str, Any]:
    return {"text": text, "buttons": list(buttons), "custom": custom or {}}


def test_each_message_with_its_replies() -> None:
    button = {"title": "t", "payload": "/a/b"}
    events = [
        user("vraag"),
        bot("een", custom={"question": "a/b"}),
        bot("twee", buttons=[button]),
        user("en?"),
        bot("ja"),
    ]
    assert turns(events) == [
        Turn("vraag", (message("een", custom={"question": "a/b"}), message("twee", [button]))),
        Turn("en?", (message("ja"),)),
    ]


def test_nobody_said_the_greeting() -> None:
    events = [user("hallo", question="gesprek/begroeting"), bot("Goedendag"), user("hallo"), bot("Dag")]
    assert [turn.said for turn in turns(events)] == [None, "hallo"]


def test_what_was_said_about_personal_data_is_said_again() -> None:
    (turn,) = turns([user("mijn bsn is [bsn]", personal_data=True), bot("antwoord")])
    assert [shown["text"] for shown in turn.messages] == ["antwoord", phrases()["persoonsgegevens"]]


def test_events_with_little_in_them() -> None:
    assert turns([]) == []
    assert turns([bot("zonder vraag")]) == []
    assert turns([{"event": "user", "text": None}, {"event": "bot", "text": None}]) == [Turn("", (message(""),))]
    assert turns([user("geen antwoord")]) == [Turn("geen antwoord", ())]


def test_whether_the_store_has_the_replies() -> None:
    turn = Turn("vraag", (message("een"), message("twee")))
    assert turn.same_replies([{"text": "een"}, {"text": "twee", "custom": {"sources": []}}])
    assert not turn.same_replies([{"text": "een"}])
    assert not turn.same_replies([{"text": "een"}, {"text": "drie"}])
