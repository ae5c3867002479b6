"""The classifier's outcome in Rasa's format, the fallback ladder, safety first, and what a button or a place means."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.danger_detector import DANGER, DOUBTFUL, REST
from bot.nlu.question_classifier import NOT_SURE, QuestionClassifier
from bot.nlu.question_model import Ranking
from bot.questions import ladder, recognised, topic
from tests.nlu.conftest import PLACE, Classify

OPTIONS = {
    "sure": 0.5,
    "offered": 0.08,
    "offered_together": 0.35,
    "safety": 0.2,
    "coverage": 0.5,
    "routes": ["melding/waar", "gesprek/opnieuw"],
}


class FixedModel:
    """Stands in for the text model: gives one ranking, whatever the text."""

    def __init__(self, coverage: float = 1.0, **probabilities: float) -> None:
        pairs = sorted(probabilities.items(), key=lambda pair: -pair[1])
        self.ranking = Ranking([name.replace("__", "/") for name, _ in pairs], [p for _, p in pairs], coverage)
        self.texts: list[str] = []

    def rank(self, text: str) -> Ranking:
        self.texts.append(text)
        return self.ranking


@pytest.fixture
def outcome(model_storage: ModelStorage) -> Any:
    """The parsed message for a ranking: `outcome(FixedModel(pgb__wat_is=0.9), "tekst", **metadata)`."""

    def function(model: FixedModel, text: str = "een vraag", entities: Any = (), **metadata: Any) -> dict[str, Any]:
        return judged(model_storage, model, text, {ENTITIES: list(entities), "metadata": metadata})

    return function


def test_a_sure_question_in_rasas_format(outcome: Any) -> None:
    result = outcome(FixedModel(pgb__wat_is=0.7, pgb__hoogte=0.1, wmo__wat_is=0.2))
    assert result[INTENT] == {"name": "pgb", "confidence": 0.7}
    assert [intent["name"] for intent in result["intent_ranking"]] == ["pgb", "wmo"]
    selector = result["response_selector"]
    assert selector["all_retrieval_intents"] == ["pgb"]
    assert selector["pgb"]["response"] == {
        "confidence": 0.7,
        "intent_response_key": "pgb/wat_is",
        "utter_action": "utter_pgb/wat_is",
    }
    assert selector["default"]["choices"] == []
    assert recognised(result) == "pgb/wat_is"
    assert ladder(result) == []


def test_what_is_answered_fills_the_slot_vraag(outcome: Any) -> None:
    result = outcome(FixedModel(pgb__wat_is=0.7), "abc")
    assert [(one["entity"], one["value"], one["start"], one["end"]) for one in result[ENTITIES]] == [
        ("vraag", "pgb/wat_is", 0, 3)
    ]


def test_talk_about_the_conversation_does_not_replace_the_question(outcome: Any) -> None:
    assert outcome(FixedModel(gesprek__bedankt=0.9))[ENTITIES] == []


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("melding__waar", {"vraag": "melding/waar", "actie": "melding/waar"}),
        ("gesprek__opnieuw", {"actie": "gesprek/opnieuw"}),
    ],
)
def test_a_question_that_an_action_answers_is_marked(outcome: Any, key: str, expected: dict[str, str]) -> None:
    result = outcome(FixedModel(**{key: 0.9}), entities=[PLACE])
    assert {one["entity"]: one["value"] for one in result[ENTITIES]} == {"gemeente": "GM0193", **expected}


def test_not_sure_offers_two_or_three_questions(outcome: Any) -> None:
    result = outcome(FixedModel(pgb__wat_is=0.3, wmo__wat_is=0.2, melding__hoe=0.1, pgb__hoogte=0.05))
    assert result[INTENT]["name"] == NOT_SURE
    assert ladder(result) == ["pgb/wat_is", "wmo/wat_is", "melding/hoe"]
    assert recognised(result) is None
    assert result.get(ENTITIES, []) == []


def test_the_third_question_is_offered_only_when_it_is_likely_enough(outcome: Any) -> None:
    result = outcome(FixedModel(pgb__wat_is=0.4, wmo__wat_is=0.07, melding__hoe=0.07))
    assert ladder(result) == ["pgb/wat_is", "wmo/wat_is"]


def test_when_nothing_is_likely_nothing_is_offered(outcome: Any) -> None:
    result = outcome(FixedModel(pgb__wat_is=0.12, wmo__wat_is=0.11, melding__hoe=0.11))
    assert result[INTENT]["name"] == NOT_SURE
    assert ladder(result) == []


def test_what_the_model_has_never_seen_is_never_sure(outcome: Any) -> None:
    result = outcome(FixedModel(coverage=0.2, pgb__wat_is=0.99))
    assert result[INTENT]["name"] == NOT_SURE
    assert ladder(result) == []


def test_a_hint_of_danger_goes_before_what_is_likelier(outcome: Any) -> None:
    result = outcome(
        FixedModel(mantelzorg__overbelast=0.3, wmo__jeugd=0.25, veiligheid__geweld=0.12, veiligheid__nood=0.1)
    )
    assert recognised(result) == "veiligheid/geweld"


def test_a_trace_of_danger_does_not(outcome: Any) -> None:
    result = outcome(FixedModel(mantelzorg__overbelast=0.8, veiligheid__geweld=0.1, veiligheid__nood=0.05))
    assert recognised(result) == "mantelzorg/overbelast"


def test_a_button_needs_no_classification(outcome: Any) -> None:
    model = FixedModel(wmo__wat_is=0.99)
    result = outcome(model, "Wat kost het?", question="eigen_bijdrage/hoogte")
    assert recognised(result) == "eigen_bijdrage/hoogte"
    assert result[INTENT] == {"name": "eigen_bijdrage", "confidence": 1.0}
    assert model.texts == []


def test_nothing_but_a_place_names_the_municipality(outcome: Any) -> None:
    entities = [{**PLACE, "start": 0, "end": 6}]
    assert recognised(outcome(FixedModel(wmo__wat_is=0.99), "Zwolle", entities)) == "contact/mijn_gemeente"
    assert recognised(outcome(FixedModel(wmo__wat_is=0.99), "Zwolle!", entities)) == "contact/mijn_gemeente"


def test_a_question_with_a_place_in_it_is_a_question(outcome: Any) -> None:
    model = FixedModel(melding__waar=0.9, veiligheid__nood=0.01)
    assert recognised(outcome(model, "ik woon in Zwolle", [PLACE])) == "melding/waar"
    # Once with the kind of place for the question, once without it for danger.
    assert [text.split() for text in model.texts] == [["ik", "woon", "in", "plaatsnaam"], ["ik", "woon", "in"]]


def test_what_only_says_where_is_not_judged_without_the_place(outcome: Any) -> None:
    model = PartsModel({"ik woon in": "veiligheid/eenzaam"}, contact__mijn_gemeente=0.99, veiligheid__nood=0.001)
    assert recognised(outcome(model, "ik woon in Zwolle", [PLACE])) == "contact/mijn_gemeente"


def test_a_short_reply_names_the_municipality_when_that_was_asked(outcome: Any) -> None:
    model = FixedModel(melding__waar=0.9)
    assert recognised(outcome(model, "ik woon in Zwolle", [PLACE], expects="gemeente")) == "contact/mijn_gemeente"
    long = "ik woon in Zwolle maar waar moet ik dan zijn"
    assert recognised(outcome(model, long, [PLACE], expects="gemeente")) == "melding/waar"


def test_danger_goes_before_a_place_that_was_asked_for(outcome: Any) -> None:
    model = FixedModel(veiligheid__geweld=0.95)
    result = outcome(model, "ik word in Zwolle geslagen", [PLACE], expects="gemeente")
    assert recognised(result) == "veiligheid/geweld"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Hoe hoog is de eigen bijdrage?", "eigen_bijdrage/hoogte"),
        ("mijn man slaat mij", "veiligheid/geweld"),
        ("ik wil niet meer leven", "veiligheid/suicide"),
        ("goedemiddag", "gesprek/begroeting"),
        ("wat is een pgb", "pgb/wat_is"),
    ],
)
def test_a_small_model_understands(classify: Classify, text: str, key: str) -> None:
    assert recognised(classify(text).as_dict()) == key


@pytest.mark.parametrize("text", ["", "😀😀", "أين يمكنني الحصول على المساعدة", "asdfgh qwerty zxcvb", "?"])
def test_nonsense_is_not_answered_with_confidence(classify: Classify, text: str) -> None:
    message = classify(text).as_dict()
    assert message[INTENT]["name"] == NOT_SURE
    assert recognised(message) is None
    assert ladder(message) == []


def test_the_ranking_adds_up_by_topic(classify: Classify) -> None:
    message = classify("ik word geslagen").as_dict()
    names = [intent["name"] for intent in message["intent_ranking"]]
    assert len(set(names)) == len(names)
    assert names[0] == message[INTENT]["name"] == "veiligheid"
    assert all(topic(one["intent_response_key"]) for one in message["response_selector"]["default"]["ranking"])


def test_examples_without_a_question_key_are_not_learned(
    trained_classifier: QuestionClassifier, execution_context: ExecutionContext
) -> None:
    assert trained_classifier.model is not None
    assert all("/" in key for key in trained_classifier.model.keys)


@pytest.mark.parametrize(
    ("probabilities", "beside"),
    [
        (
            {"veiligheid__nood": 0.3, "wmo__jeugd": 0.4, "pgb__wat_is": 0.15, "wmo__wat_is": 0.09},
            ["wmo/jeugd", "pgb/wat_is"],
        ),
        ({"veiligheid__nood": 0.6, "veiligheid__geweld": 0.3, "gesprek__bedankt": 0.1}, []),
        ({"veiligheid__nood": 0.93, "wmo__jeugd": 0.07}, []),
    ],
)
def test_beside_a_danger_ordinary_questions_that_are_likely(
    outcome: Any, probabilities: dict[str, float], beside: list[str]
) -> None:
    result = outcome(FixedModel(**probabilities))
    assert recognised(result) == "veiligheid/nood"
    assert ladder(result) == beside


@pytest.mark.parametrize(
    ("probabilities", "doubtful", "answered"),
    [
        ({"pgb__wat_is": 0.99, "veiligheid__nood": 0.001}, True, "pgb/wat_is"),
        ({"pgb__wat_is": 0.99, "veiligheid__nood": 0.001}, False, "veiligheid/geweld"),
        ({"pgb__wat_is": 0.99, "veiligheid__nood": 0.01}, True, "veiligheid/geweld"),
        ({"pgb__wat_is": 0.45, "wmo__wat_is": 0.4, "veiligheid__nood": 0.001}, True, "veiligheid/geweld"),
    ],
)
def test_doubtful_words_of_danger_in_what_all_but_certainly_asks_something_else(
    model_storage: ModelStorage, probabilities: dict[str, float], answered: str, *, doubtful: bool
) -> None:
    result = judged(
        model_storage, FixedModel(**probabilities), "een vraag", {DANGER: "veiligheid/geweld", DOUBTFUL: doubtful}
    )
    assert recognised(result) == answered
    assert named_danger(result) == ([] if answered == "veiligheid/geweld" else ["veiligheid/geweld"])


@pytest.mark.parametrize(
    ("probabilities", "answered", "named", "offered"),
    [
        ({"wmo__jeugd": 0.7, "veiligheid__nood": 0.3}, "wmo/jeugd", True, []),
        ({"gesprek__bedankt": 0.7, "veiligheid__nood": 0.3}, "gesprek/bedankt", True, []),
        # Something else is likelier, but not by far, or it is not clear what.
        ({"wmo__jeugd": 0.58, "veiligheid__nood": 0.42}, "veiligheid/nood", False, ["wmo/jeugd"]),
        ({"wmo__jeugd": 0.4, "pgb__wat_is": 0.3, "veiligheid__nood": 0.3}, "veiligheid/nood", False, ["wmo/jeugd"]),
        ({"wmo__jeugd": 0.9, "veiligheid__nood": 0.1}, "wmo/jeugd", False, []),
    ],
)
def test_where_something_else_is_likelier_only_the_number_goes_before_it(
    outcome: Any, probabilities: dict[str, float], answered: str, offered: list[str], *, named: bool
) -> None:
    result = outcome(FixedModel(**probabilities))
    assert recognised(result) == answered
    assert named_danger(result) == (["veiligheid/nood"] if named else [])
    assert ladder(result)[:1] == offered


def test_the_number_goes_before_a_choice_as_well(outcome: Any) -> None:
    rest = {"pgb__hoogte": 0.05, "wmo__wat_is": 0.05}
    result = outcome(FixedModel(wmo__jeugd=0.36, pgb__wat_is=0.34, veiligheid__nood=0.2, **rest))
    assert recognised(result) is None
    assert ladder(result) == ["wmo/jeugd", "pgb/wat_is"]
    assert named_danger(result) == ["veiligheid/nood"]


def test_likely_without_a_place_is_not_doubted(outcome: Any) -> None:
    """The number alone is not enough where either reading of the message sounds like danger."""
    model = PartsModel({"hij is weg": "veiligheid/zorgen_om_iemand"}, wmo__jeugd=0.75, veiligheid__nood=0.25)
    assert recognised(outcome(model, "hij is weg Zwolle", [PLACE])) == "veiligheid/nood"


def test_a_sentence_that_sounds_like_danger_is_not_overruled_by_the_rest(model_storage: ModelStorage) -> None:
    model = PartsModel({"Hij is gevallen.": "veiligheid/nood"}, pgb__wat_is=0.99, veiligheid__nood=0.001)
    found = {DANGER: "veiligheid/geweld", DOUBTFUL: True}
    result = judged(model_storage, model, "Hij is gevallen. Wat is een pgb?", found)
    assert recognised(result) == "veiligheid/geweld"
    assert ladder(result) == ["pgb/wat_is"]


@pytest.mark.parametrize(
    ("rest", "answered"),
    [
        ("Ik ben op van de zorg", "mantelzorg/overbelast"),
        ("En hij slaat mij elke avond", "veiligheid/geweld"),
        ("Hij slaat mij", "mantelzorg/overbelast"),
    ],
)
def test_harmless_words_of_danger_say_nothing(model_storage: ModelStorage, rest: str, answered: str) -> None:
    parts = {rest: "veiligheid/geweld" if "slaat" in rest else "mantelzorg/overbelast"}
    model = PartsModel(parts, veiligheid__suicide=0.8, mantelzorg__overbelast=0.2)
    assert recognised(judged(model_storage, model, "Ik ben dood op", {REST: rest})) == answered


def named_danger(result: dict[str, Any]) -> list[str]:
    return [entity["value"] for entity in result[ENTITIES] if entity["entity"] == "gevaar_genoemd"]


def judged(model_storage: ModelStorage, model: FixedModel, text: str, found: dict[str, Any]) -> dict[str, Any]:
    """The parsed message for a text and what was found in it before the classifier."""
    component = QuestionClassifier(OPTIONS, model_storage, Resource("fixed"), model)  # type: ignore[arg-type]
    message = Message({TEXT: text, ENTITIES: [], **found})
    component.process([message])
    return dict(message.as_dict(only_output_properties=True))


class PartsModel(FixedModel):
    """Gives each part of a message a ranking of its own."""

    def __init__(self, parts: dict[str, str], **probabilities: float) -> None:
        super().__init__(**probabilities)
        self.parts = parts

    def rank(self, text: str) -> Ranking:
        if text in self.parts:
            return Ranking([self.parts[text]], [0.9], 1.0)
        return self.ranking


TWO = {"Wat is een pgb?": "pgb/wat_is", "En hoe maak ik bezwaar?": "rechten/bezwaar"}
MESSAGE = " ".join(TWO)


def second(result: dict[str, Any]) -> str | None:
    return next((entity["value"] for entity in result["entities"] if entity["entity"] == "tweede_vraag"), None)


@pytest.mark.parametrize("probabilities", [{"rechten__bezwaar": 0.8}, {"rechten__bezwaar": 0.4, "pgb__wat_is": 0.4}])
def test_of_two_questions_the_first_is_answered_and_the_second_offered(
    outcome: Any, probabilities: dict[str, float]
) -> None:
    result = outcome(PartsModel(TWO, **probabilities), MESSAGE)
    assert recognised(result) == "pgb/wat_is"
    assert second(result) == "rechten/bezwaar"


def test_where_the_whole_is_certain_the_first_part_is_an_aside(outcome: Any) -> None:
    result = outcome(PartsModel(TWO, rechten__bezwaar=0.97), MESSAGE)
    assert recognised(result) == "rechten/bezwaar"
    assert second(result) == "pgb/wat_is"


def test_parts_that_the_whole_does_not_bear_out_are_no_questions(outcome: Any) -> None:
    assert recognised(outcome(PartsModel(TWO, wmo__wat_is=0.9), MESSAGE)) == "wmo/wat_is"
    unsure = outcome(PartsModel(TWO, wmo__wat_is=0.4, wmo__jeugd=0.3, pgb__wat_is=0.2), MESSAGE)
    assert recognised(unsure) is None
    assert ladder(unsure)
