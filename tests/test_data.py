"""The training data, rules and domain: complete, consistent with the questions, and readable by Rasa."""

from __future__ import annotations

import collections
import functools
import re

import pytest
import yaml

from bot.knowledge import files
from bot.questions import topic
from bot.settings import PROJECT

FOLDER = PROJECT / "data" / "nlu"
KEYS = [
    f"{onderwerp}/{vraag}"
    for onderwerp, vragen in files.read(files.KNOWLEDGE / "vragen.yml").items()
    for vraag in vragen
]
TOPICS = sorted({topic(key) for key in KEYS})
ENTITIES = {"gemeente", "postcode", "begrip"}
ENTITY = re.compile(r"\[([^\[\]]+)\]\((\w+)\)")
MINIMUM = 100


@functools.cache
def examples() -> dict[str, list[str]]:
    """The examples of each question, as written."""
    found: dict[str, list[str]] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for entry in yaml.load(path.read_text(), yaml.CSafeLoader)["nlu"]:
            assert set(entry) == {"intent", "examples"}
            assert topic(entry["intent"]) == path.stem
            assert entry["intent"] not in found
            lines = entry["examples"].splitlines()
            assert all(line.startswith("- ") for line in lines), entry["intent"]
            found[entry["intent"]] = [line.removeprefix("- ") for line in lines]
    return found


def plain(example: str) -> str:
    return ENTITY.sub(r"\1", example)


def test_all_questions_have_examples_and_nothing_else_has() -> None:
    assert sorted(examples()) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_enough_examples(key: str) -> None:
    assert len(examples()[key]) >= MINIMUM


@pytest.mark.parametrize("key", KEYS)
def test_examples_are_well_formed(key: str) -> None:
    for example in examples()[key]:
        assert plain(example).strip() == plain(example) != ""
        assert len(plain(example)) <= 1000
        assert set("[]{}") & set(plain(example)) == set(), example
        assert "](" not in plain(example), example
        assert {name for _, name in ENTITY.findall(example)} <= ENTITIES, example


def test_no_example_stands_with_two_questions() -> None:
    owners = collections.defaultdict(set)
    for key, lines in examples().items():
        for line in lines:
            owners[" ".join(plain(line).lower().split())].add(key)
    assert {text: keys for text, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("key", KEYS)
def test_no_example_stands_twice(key: str) -> None:
    counts = collections.Counter(" ".join(plain(line).split()) for line in examples()[key])
    assert [text for text, count in counts.items() if count > 1] == []


def test_there_is_an_intent_for_every_topic() -> None:
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text())
    assert sorted(domain["intents"]) == sorted([*TOPICS, "nlu_fallback"])


def test_the_entities_of_the_examples_are_in_the_domain() -> None:
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text())
    names = {name for entity in domain["entities"] for name in ([entity] if isinstance(entity, str) else entity)}
    assert names >= ENTITIES


def test_every_topic_has_one_rule_that_answers_it() -> None:
    rules = files.read(PROJECT / "data" / "rules" / "antwoorden.yml")["rules"]
    answered = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}
    assert len(answered) == len(rules)
    expected = {name: f"utter_{name}" for name in TOPICS} | {"nlu_fallback": "utter_keuze"}
    # All questions of `contact` go to the action.
    assert {**expected, **answered} == expected
    assert set(expected) - set(answered) <= {"contact"}


def routes() -> list[str]:
    pipeline = yaml.safe_load((PROJECT / "config.yml").read_text())["pipeline"]
    return next(list(component["routes"]) for component in pipeline if "routes" in component)


def test_the_questions_that_an_action_answers_exist_and_have_a_rule() -> None:
    rules = files.read(PROJECT / "data" / "rules" / "acties.yml")["rules"]
    by_topic = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}
    assert all(rule["steps"][0]["entities"] == ["actie"] for rule in rules)
    assert set(routes()) <= set(KEYS)
    assert {topic(key) for key in routes()} == set(by_topic)
    assert {key for key in KEYS if topic(key) == "contact"} <= set(routes()), "contact has no rule without an action"


def test_the_actions_of_the_rules_are_in_the_domain_and_in_the_code() -> None:
    from actions.contact import ActionContact
    from actions.contactpunt import ActionContactpunt
    from actions.opnieuw import ActionOpnieuw

    names = {kind().name() for kind in (ActionContact, ActionContactpunt, ActionOpnieuw)}
    rules = files.read(PROJECT / "data" / "rules" / "acties.yml")["rules"]
    assert {rule["steps"][1]["action"] for rule in rules} == names
    assert set(yaml.safe_load((PROJECT / "domain.yml").read_text())["actions"]) == names


def test_only_the_rule_policy_decides() -> None:
    policies = yaml.safe_load((PROJECT / "config.yml").read_text())["policies"]
    assert [policy["name"] for policy in policies] == ["RulePolicy"]


def test_the_only_channel_is_our_own() -> None:
    assert list(files.read(PROJECT / "credentials.yml")) == ["bot.channels.web.WebChannel"]


def test_the_fixed_texts_are_plain_dutch() -> None:
    from bot.knowledge import plain_language

    responses = yaml.safe_load((PROJECT / "domain.yml").read_text())["responses"]
    texts = [
        text
        for variants in responses.values()
        for variant in variants
        for text in (variant["text"], *variant.get("metadata", {}).values())
    ]
    assert len(texts) >= 3
    assert {text: plain_language.faults(text) for text in texts if plain_language.faults(text)} == {}
