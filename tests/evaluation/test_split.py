"""The development set: the same whatever is added, from every question, and never trained on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.evaluation import split
from bot.evaluation.split import Utterance

PLACE = {"entity": "gemeente", "start": 15, "end": 21, "value": "Zwolle"}


@pytest.fixture(scope="module")
def utterances() -> list[Utterance]:
    return split.read()


def test_all_questions_are_read(utterances: list[Utterance], question_keys: list[str]) -> None:
    assert {utterance.key for utterance in utterances} == set(question_keys)
    assert all(utterance.text and "](" not in utterance.text for utterance in utterances)
    assert any(utterance.names_place for utterance in utterances)


def test_the_parts_are_disjoint_and_together_everything(utterances: list[Utterance]) -> None:
    training, development = split.split(utterances)
    assert len(training) + len(development) == len(utterances)
    assert not {split.skeleton(one) for one in training} & {split.skeleton(one) for one in development}


def test_about_a_fifth_of_every_question(utterances: list[Utterance]) -> None:
    _, development = split.split(utterances)
    assert 0.19 < len(development) / len(utterances) < 0.21
    totals = Counter(utterance.key for utterance in utterances)
    parts = Counter(utterance.key for utterance in development)
    # A hash deals like a die, so a question may get somewhat less or more.
    assert all(0.1 < parts[key] / total < 0.3 for key, total in totals.items())


def test_it_stays_the_same_when_lines_come_and_go(utterances: list[Utterance]) -> None:
    _, development = split.split(utterances)
    _, fewer = split.split(utterances[::3])
    kept = {utterance.text for utterance in utterances[::3]}
    assert [utterance.text for utterance in fewer] == [
        utterance.text for utterance in development if utterance.text in kept
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wat is een pgb?", False),
        ("hoe hoog is de eigen bijdrage", False),
        ("ik wil bezwaar maken", False),
        ("bedankt", True),
        ("hoe lang duurt het", True),
        ("Wat is respijtzorg?", True),
    ],
)
def test_the_side_of_some_utterances_is_fixed(text: str, expected: bool) -> None:
    assert split.is_development(Utterance(text, "wmo/wat_is")) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Utterance("Wat is een PGB?", "pgb/wat_is"), Utterance("wat is een pgb", "pgb/wat_is")),
        (Utterance("cliëntondersteuning", "a/b"), Utterance("Clientondersteuning!", "a/b")),
        (
            Utterance("Wmo-loket, in: Zwolle", "a/b", ({**PLACE, "start": 15},)),
            Utterance("wmo loket in   Oss", "a/b", ({**PLACE, "end": 18},)),
        ),
    ],
)
def test_twins_stay_together(one: Utterance, other: Utterance) -> None:
    assert split.skeleton(one) == split.skeleton(other)


def test_a_text_without_words_is_its_own_skeleton() -> None:
    assert split.skeleton(Utterance("?!", "gesprek/frustratie")) == "?!"


def test_the_test_set_is_optional(tmp_path: Path) -> None:
    assert split.read_test(tmp_path / "toets.tsv") == []


def test_the_test_set(tmp_path: Path) -> None:
    path = tmp_path / "toets.tsv"
    path.write_text(
        '# label\ttext\tkind\npgb/wat_is\t"wat" is een pgb\tvraag\n\nmelding/waar\tloket [Zwolle](gemeente)\tsituatie\n'
    )
    first, second = split.read_test(path)
    assert (first.key, first.text, first.entities, first.kind) == ("pgb/wat_is", '"wat" is een pgb', (), "vraag")
    assert (second.key, second.text, second.names_place) == ("melding/waar", "loket Zwolle", True)


@pytest.mark.parametrize(
    "line",
    ["zonder sleutel", "pgb\twat is een pgb\tvraag", "pgb/wat_is\t \tvraag", "pgb/wat_is\ta\tb", "pgb/wat_is\ta"],
)
def test_a_bad_line_in_the_test_set_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "toets.tsv"
    path.write_text(f"pgb/wat_is\tgoed\tvraag\n{line}\n")
    with pytest.raises(ValueError, match="line 2"):
        split.read_test(path)


def test_the_project_s_own_test_set_is_large_varied_and_not_in_the_training_data() -> None:
    test = split.read_test()
    assert len(test) >= 600
    assert sum(utterance.kind.startswith("situatie") for utterance in test) >= len(test) / 2
    assert len({utterance.key for utterance in test}) == 120
    known = {split.skeleton(utterance) for utterance in split.read()}
    assert sum(split.skeleton(utterance) in known for utterance in test) <= len(test) * 0.05
