"""What a conversation adds to a single message, over the real stack and with the real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation import split
from bot.questions import topic
from tests.stack import Conversation, Stack

EXAMPLES: dict[str, list[str]] = {}
for utterance in split.read():
    if not utterance.entities and len(EXAMPLES.setdefault(utterance.key, [])) < 9:
        EXAMPLES[utterance.key].append(utterance.text)
PAIRS = Path(__file__).parents[1] / "data" / "vervolgvragen.tsv"


def pairs() -> list[list[str]]:
    """The question answered last, what is typed then, and the question that is meant."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def asked_after(stack: Stack, about: str, text: str) -> set[str]:
    """What a text is taken for, or what is offered for it, once a question was answered."""
    conversation = Conversation(stack)
    # Any of its own examples will do, as long as it is taken for that question.
    assert any(conversation.say(example)["custom"].get("question") == about for example in EXAMPLES[about]), about
    custom = conversation.say(text)["custom"]
    return {custom["question"]} if "question" in custom else set(custom["suggestions"][:3])


def test_follow_ups_are_understood_in_the_topic_of_the_conversation(stack: Stack) -> None:
    """At least nine of ten, because the model that judges them is trained anew whenever utterances change."""
    follow_ups = [pair for pair in pairs() if topic(pair[0]) == topic(pair[2])]
    assert len(follow_ups) >= 60
    wrong = [(*pair, found) for pair in follow_ups if pair[2] not in (found := asked_after(stack, pair[0], pair[1]))]
    assert len(wrong) <= len(follow_ups) / 10, wrong


def test_a_full_question_is_not_pulled_back(stack: Stack) -> None:
    others = [pair for pair in pairs() if topic(pair[0]) != topic(pair[2])]
    assert len(others) >= 20
    wrong = [(*pair, found) for pair in others if pair[2] not in (found := asked_after(stack, pair[0], pair[1]))]
    assert len(wrong) <= len(others) / 10, wrong


def test_without_a_conversation_a_follow_up_is_not_sure_of_its_topic(stack: Stack) -> None:
    assert Conversation(stack).say("en wat kost dat?")["custom"].get("question") != "respijtzorg/kosten"


def test_beside_a_danger_the_other_question_is_offered(stack: Stack) -> None:
    conversation = Conversation(stack)
    first = conversation.say("Mijn man slaat mij. En hoe maak ik bezwaar tegen het besluit van de gemeente?")
    assert first["custom"]["question"] == "veiligheid/geweld"
    assert first["text"].startswith("Bel Veilig Thuis: 0800-2000.")
    assert "Ging uw vraag over iets anders?" in first["text"]
    assert conversation.choose(first["buttons"][0]["title"])["custom"]["question"] == "rechten/bezwaar"


def test_doubtful_words_of_danger_put_the_number_before_the_answer(stack: Stack) -> None:
    conversation = Conversation(stack)
    first = conversation.say("Hoe vraag ik een pgb aan? Mijn post stapelt zich op.")
    assert first["text"].startswith("Maakt u zich zorgen om iemand? Bel Veilig Thuis: 0800-2000.")
    assert first["custom"]["question"] == "pgb/aanvragen"
    assert conversation.choose(first["buttons"][0]["title"])["custom"]["question"] == "veiligheid/zorgen_om_iemand"


def test_two_questions_in_one_message(stack: Stack) -> None:
    conversation = Conversation(stack)
    first = conversation.say("Wat is een persoonsgebonden budget? En hoe maak ik bezwaar tegen een besluit?")
    assert first["custom"]["question"] == "pgb/wat_is"
    assert first["buttons"][0]["payload"] == "/rechten/bezwaar"
    assert "U vroeg nog iets." in first["text"]
    assert conversation.choose(first["buttons"][0]["title"])["custom"]["question"] == "rechten/bezwaar"


def test_two_questions_of_which_the_first_needs_a_door(stack: Stack) -> None:
    conversation = Conversation(stack, "Zwolle")
    first = conversation.say("Waar vind ik een cliëntondersteuner? En wat is respijtzorg?")
    assert first["custom"]["question"] == "clientondersteuning/waar"
    assert first["buttons"][0]["payload"] == "/respijtzorg/wat_is"


@pytest.mark.parametrize("words", ["de tweede", "nummer 2 graag", "2"])
def test_a_choice_by_its_place(stack: Stack, words: str) -> None:
    conversation = Conversation(stack)
    offered = conversation.say("xq zvw prrt")["buttons"]
    assert len(offered) > 2
    assert f"/{conversation.say(words)['custom']['question']}" == offered[1]["payload"]


def test_a_choice_by_what_it_is_about(stack: Stack) -> None:
    conversation = Conversation(stack)
    conversation.say("xq zvw prrt")
    assert conversation.say("dat over de eigen bijdrage")["custom"]["question"] == "eigen_bijdrage/hoogte"


def test_twice_nothing_and_a_person_comes_first(stack: Stack) -> None:
    conversation = Conversation(stack)
    assert conversation.say("xq zvw prrt")["buttons"][-1]["payload"] == "/contact/medewerker"
    second = conversation.say("brzt kwx jjq")
    assert second["buttons"][0]["payload"] == "/contact/medewerker"
    # The place that was asked for with it gives the number.
    assert "14 038" in conversation.say("Zwolle")["text"]


def test_an_answer_in_between_and_it_is_the_first_time_again(stack: Stack) -> None:
    conversation = Conversation(stack)
    conversation.say("xq zvw prrt")
    conversation.say("Wat is een pgb?")
    assert conversation.say("brzt kwx jjq")["buttons"][-1]["payload"] == "/contact/medewerker"


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Where can I get help at home for my father?", "en", "only Dutch"),
        ("Ich brauche Hilfe im Haushalt für meine Mutter", "de", "nur Niederländisch"),
        ("Gdzie mogę dostać pomoc dla mamy?", "pl", "niderlandzki"),
        ("Annem için ev yardımı istiyorum", "tr", "Hollandaca"),
        ("أحتاج مساعدة في البيت", "ar", "الهولندية"),
        ("Де я можу отримати допомогу вдома?", "uk", "нідерландську"),
        ("Ma mère est malade, qui peut nous aider ?", "fr", "néerlandais"),
        ("Necesito ayuda para mi madre enferma", "es", "neerlandés"),
    ],
)
def test_other_languages(stack: Stack, text: str, language: str, words: str) -> None:
    reply = Conversation(stack, "Zwolle").say(text)
    assert reply["custom"]["question"] == "gesprek/andere_taal"
    assert reply["custom"]["lang"] == language
    assert words in reply["text"]
    assert "14 038" in reply["text"]


@pytest.mark.parametrize("text", ["🙂🙂🙂", "....", "7", "q", "zxcv bnmq wrtp", "ⵣⴰⵎ"])
def test_what_says_nothing_is_never_answered_with_confidence(stack: Stack, text: str) -> None:
    custom = Conversation(stack).say(text)["custom"]
    assert custom.get("question") in (None, "gesprek/andere_taal")


def test_danger_goes_before_all_of_it(stack: Stack) -> None:
    conversation = Conversation(stack)
    conversation.say("Wat is respijtzorg?")
    assert conversation.say("en als ik dood wil?")["custom"]["question"] == "veiligheid/suicide"


def test_another_matter_of_the_municipality(stack: Stack) -> None:
    conversation = Conversation(stack, "Zwolle")
    reply = conversation.say("Ik wil een nieuw paspoort aanvragen")
    assert reply["custom"]["question"] == "buiten_bereik/gemeente_anders"
    assert any("14 038" in message["text"] for message in conversation.replies)
