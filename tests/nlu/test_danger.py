"""Danger comes first: every written danger line is found, and no ordinary sentence with the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.danger import Danger, DangerCheck
from bot.danger.check import KEYS
from bot.danger.folding import fold
from tests import __file__ as tests
from tests.dangers import DANGERS, HARMLESS

NLU = Path(tests).parent.parent / "data" / "nlu"

# The share of the training examples in which the patterns alone must see a danger, whichever. More than half of the
# examples only hint at it ("mijn dochter heeft haar kamer leeggemaakt"), many of them in one aside of a message about
# something else: those are for the classifier, see docs/evaluation.md and tests/http/test_danger.py.
RECALL = {
    "veiligheid/nood": 0.50,
    "veiligheid/suicide": 0.35,
    "veiligheid/geweld": 0.40,
    "veiligheid/zorgen_om_iemand": 0.35,
}


@pytest.fixture(scope="module")
def check() -> DangerCheck:
    return DangerCheck.load()


def examples() -> list[tuple[str, str]]:
    """Every training example with its key."""
    found = []
    for path in sorted(NLU.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = str(entry.get("examples", "")).splitlines()
            found += [(entry["intent"], line.removeprefix("- ").strip()) for line in lines if line.strip()]
    return found


def write(path: Path, dangers: str) -> Path:
    path.write_text(
        f"groepen:\n  wij: wij ons\ngeen_typefout: ''\nonschuldig: []\ngevaar:\n{dangers}", encoding="utf-8"
    )
    return path


def test_the_sets_are_large_enough_and_have_no_doubles() -> None:
    assert len(DANGERS) >= 300
    assert len(HARMLESS) >= 150
    assert {key for key, _ in DANGERS} == set(KEYS)
    assert max(Counter([text for _, text in DANGERS] + HARMLESS).values()) == 1


@pytest.mark.parametrize("text", [text for _, text in DANGERS])
def test_danger_is_found(check: DangerCheck, text: str) -> None:
    assert check.find(text) is not None


@pytest.mark.parametrize(
    "around",
    [
        "Goedemiddag. Ik heb een vraag over de traplift. {}!! Wat kost die lift?",
        "ik wil een rolstoel aanvragen bij de gemeente maar {} en wat kost dat",
        "{} kan de gemeente helpen en is er een bijdrage voor huishoudelijke hulp",
    ],
)
def test_danger_is_found_in_the_middle_of_something_else(check: DangerCheck, around: str) -> None:
    """No context may cancel what stands next to it by chance."""
    missed = [text for _, text in DANGERS if check.find(around.format(text)) is None]
    assert missed == []


@pytest.mark.parametrize("change", [str.upper, str.title, lambda text: text.replace(" ", "  ")])
def test_capitals_and_spaces_do_not_matter(check: DangerCheck, change: Callable[[str], str]) -> None:
    assert [text for _, text in DANGERS if check.find(change(text)) is None] == []


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_sentences_raise_no_danger(check: DangerCheck, text: str) -> None:
    assert check.find(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Ik ben dood op. Wie helpt mij?", "Ik ben . Wie helpt mij ?"),
        ("Hij slaat de hond niet over", "Hij hond niet"),
        ("Wat is een pgb?", "Wat is een pgb?"),
    ],
)
def test_harmless_words_are_taken_out(check: DangerCheck, text: str, rest: str) -> None:
    assert check.judge(text) == (None, rest)


def test_the_right_danger_is_named(check: DangerCheck) -> None:
    right = sum(1 for key, text in DANGERS if (found := check.find(text)) and found.key == key)
    assert right / len(DANGERS) >= 0.95


def test_the_training_examples_raise_few_false_alarms_and_miss_little(check: DangerCheck) -> None:
    total: Counter[str] = Counter()
    raised: Counter[str] = Counter()
    for key, text in examples():
        group = key if key.startswith("veiligheid/") else "other"
        total[group] += 1
        raised[group] += check.find(text) is not None
    # More than five thousand of these were written to mislead the patterns. With the classifier, which overrules
    # doubtful ones where it is all but certain of something else, it stays under 1 %: tests/http/test_danger.py.
    assert raised["other"] / total["other"] < 0.017
    for key, least in RECALL.items():
        assert raised[key] / total[key] >= least, key


def test_certain_phrases_raise_hardly_any_false_alarm(check: DangerCheck) -> None:
    """These count whatever the rest of the message is about."""
    found = [check.find(text) for key, text in examples() if not key.startswith("veiligheid/")]
    assert sum(danger is not None and not danger.doubtful for danger in found) / len(found) < 0.01


def test_a_certain_phrase_goes_before_a_doubtful_one(tmp_path: Path) -> None:
    rule = "  veiligheid/nood:\n    val: {twijfel: [gevallen]}\n  veiligheid/geweld:\n    slaan: {zinnen: [slaan]}\n"
    check = DangerCheck.load(write(tmp_path / "gevaar.yml", rule))
    assert check.find("gevallen") == Danger("veiligheid/nood", "val: gevallen", doubtful=True)
    assert check.find("gevallen van het slaan") == Danger("veiligheid/geweld", "slaan: slaan")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("mijn man slaat mij en nu ligt hij op de grond en reageert niet", "veiligheid/nood"),
        ("mijn man slaat mij en ik wil niet meer leven", "veiligheid/suicide"),
        ("mijn buurvrouw is verward en haar zoon slaat haar", "veiligheid/geweld"),
        ("mijn broer zegt dat hij dood wil", "veiligheid/suicide"),
        ("ik heb mijn moeder te hard vastgepakt", "veiligheid/geweld"),
        ("de buurman slaat zijn kinderen", "veiligheid/geweld"),
    ],
)
def test_the_most_urgent_danger_goes_first(check: DangerCheck, text: str, key: str) -> None:
    found = check.find(text)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "text",
    [
        "ZELFMOORD",
        "zelfmoort",
        "zelf moord",
        "zelfmord",
        "zelfmoooord",
        "suïcide",
        "suisidaal",
        "hij heeft me geslage",
        "Híj slááát me!!!",
        "ik wort mishandelt",
        "huislijk gewelt",
        "ze is bewustelos",
    ],
)
def test_spelling_does_not_matter(check: DangerCheck, text: str) -> None:
    assert check.find(text) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("geslagen", "geslage"), ("wordt", "wort"), ("bedreigd", "bedrijgt"), ("dood", "doooood"), ("zee", "see")],
)
def test_words_that_sound_alike_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("man", "maan"), ("slap", "slaap"), ("112", "113"), ("dood", "doos")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_the_reason_never_holds_what_the_citizen_typed(check: DangerCheck) -> None:
    found = check.find("Hendrik Jansen slaat mij op de Dorpsstraat")
    assert found is not None
    assert "hendrik" not in found.reason.lower()
    assert "dorps" not in found.reason.lower()


def test_a_context_cancels_only_nearby(tmp_path: Path) -> None:
    rule = "  veiligheid/nood:\n    brand: {zinnen: [brand], behalve: [oefening]}\n"
    check = DangerCheck.load(write(tmp_path / "gevaar.yml", rule))
    assert check.find("brand, het is een oefening") is None
    assert check.find("de oefening van gisteren ging heel goed en nu is er hier echt brand") is not None


def test_a_pattern_does_not_run_on_into_another_sentence(tmp_path: Path) -> None:
    rule = "  veiligheid/geweld:\n    slaan: {zinnen: [slaan .. ons]}\n"
    check = DangerCheck.load(write(tmp_path / "gevaar.yml", rule))
    assert check.find("ze slaan ons") is not None
    assert check.find("ze slaan. En dan ons") is None


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("  veiligheid/nood:\n    brand: {zinnen: [<vuur>]}\n", "<vuur>"),
        ("  veiligheid/nood:\n    brand: {zinnen: ['.. ']}\n", "ontbreken woorden"),
        ("  veiligheid/brand:\n    brand: {zinnen: [brand]}\n", "veiligheid/brand"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, rule: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        DangerCheck.load(write(tmp_path / "gevaar.yml", rule))


@pytest.mark.parametrize("text", ["", " ", "?", "🙂", "مرحبا", "12", "'", "a" * 1000, "\n\n"])
def test_any_text_can_be_read(check: DangerCheck, text: str) -> None:
    assert check.find(text) is None


@pytest.mark.parametrize("word", ["hij", "niet", "er niet meer", "hij slaat over", "ik wil niet meer"])
def test_a_long_repetition_comes_to_an_end(check: DangerCheck, word: str) -> None:
    """A thousand signs is the longest message; `make bench` tells how long such ones take."""
    assert check.find(f"{word} " * (1000 // (len(word) + 1))) == check.find(f"{word} " * 20)
