"""The answers: one for every question, complete, in plain Dutch, and true to the facts where it matters most."""

from __future__ import annotations

import datetime
import functools
import re
from typing import Any

import pytest

from bot.knowledge import files, plain_language
from bot.knowledge.amounts import Amounts
from bot.knowledge.answers import Answers
from bot.questions import topic

TODAY = datetime.date.today()
# The day on which all texts were written: amounts must hold on it, whenever the tests run.
WRITTEN = datetime.date(2026, 11, 21)
MAY_LACK_SOURCES = {"gesprek", "buiten_bereik", "contact"}
FIELDS = {"titel", "makkelijk", "bronnen", "vervolg", "geldig_tot"}
PLACEHOLDER = re.compile(r"\{(.*?)\}")
# Sums of money that are written out instead of taken from bedragen.yml.
EURO = re.compile(r"€|\beuro'?s?\b|\bEUR\b", re.I)
KEYS = [
    f"{onderwerp}/{vraag}"
    for onderwerp, vragen in files.read(files.KNOWLEDGE / "vragen.yml").items()
    for vraag in vragen
]
each_key = pytest.mark.parametrize("key", KEYS)


@functools.cache
def responses() -> dict[str, list[dict[str, Any]]]:
    return {
        name: variants
        for path in sorted(files.ANSWERS.glob("*.yml"))
        for name, variants in files.read(path)["responses"].items()
    }


def texts(answers: Answers, key: str) -> dict[str, str]:
    return {"text": answers[key].text, "makkelijk": answers[key].easier}


def test_there_are_120_questions_with_one_answer_each_and_no_other_answers(answers: Answers) -> None:
    assert len(KEYS) == 120
    assert sorted(answers) == sorted(KEYS)


def test_every_answer_is_in_the_file_of_its_topic_and_in_no_other() -> None:
    names = []
    for path in sorted(files.ANSWERS.glob("*.yml")):
        here = list(files.read(path)["responses"])
        assert {topic(name.removeprefix("utter_")) for name in here} == {path.stem}
        names += here
        # YAML silently keeps the last of two equal names.
        assert len(re.findall(r"^  utter_", path.read_text(), re.M)) == len(here), f"{path.name} has a name twice"
    assert len(set(names)) == len(names)


def test_titles_are_unique(answers: Answers) -> None:
    titles = [answer.title.lower() for answer in answers.values()]
    assert sorted(titles) == sorted(set(titles))


@each_key
def test_fields(key: str) -> None:
    variants = responses()[f"utter_{key}"]
    assert len(variants) == 1
    assert set(variants[0]) == {"text", "metadata"}
    metadata = variants[0]["metadata"]
    assert set(metadata) <= FIELDS
    assert 0 < len(metadata["titel"]) <= 45
    assert metadata["titel"] == metadata["titel"].strip()
    assert variants[0]["text"].strip()
    assert metadata["makkelijk"].strip()
    assert len(metadata["makkelijk"].strip()) <= len(variants[0]["text"].strip())


@each_key
def test_sources(answers: Answers, key: str) -> None:
    sources = answers[key].sources
    assert sources or topic(key) in MAY_LACK_SOURCES
    for source in sources:
        assert source.title
        assert source.url is None or source.url.startswith("https://")
        checked = datetime.date.fromisoformat(source.checked)
        assert datetime.date(2026, 1, 1) <= checked <= max(TODAY, WRITTEN)


@each_key
def test_follow_ups(answers: Answers, key: str) -> None:
    follow_ups = answers[key].follow_ups
    fewest = {"veiligheid": 1, "gesprek": 0}.get(topic(key), 2)
    assert fewest <= len(follow_ups) <= 3
    assert set(follow_ups) <= set(KEYS)
    assert len(set(follow_ups)) == len(follow_ups)
    assert key not in follow_ups


@each_key
def test_amounts_exist_and_hold(answers: Answers, amounts: Amounts, key: str) -> None:
    for name, text in texts(answers, key).items():
        used = set(PLACEHOLDER.findall(text)) - {"jaar"}
        assert all(placeholder in amounts for placeholder in used), f"{name}: {used}"
        filled = amounts.fill(text, WRITTEN)
        assert filled.outdated == ()
        assert "{" not in filled.text
        assert "}" not in filled.text


def test_amounts_hold_today(answers: Answers, amounts: Amounts) -> None:
    last = max(one.until for one in amounts["eigen_bijdrage_maand"].periods if one.until)
    if last < TODAY:
        pytest.skip(f"bedragen.yml is known until {last}: add the amounts of {TODAY.year}")
    outdated = {
        amount.name
        for key in answers
        for text in texts(answers, key).values()
        for amount in amounts.fill(text, TODAY).outdated
    }
    assert outdated == set()


@each_key
def test_no_sum_of_money_is_written_out(answers: Answers, key: str) -> None:
    for text in texts(answers, key).values():
        assert EURO.search(text) is None, f"use a name of bedragen.yml: {EURO.findall(text)}"


@each_key
def test_plain_dutch(answers: Answers, key: str) -> None:
    for name, text in texts(answers, key).items():
        assert plain_language.faults(text) == [], name


@each_key
def test_plain_text_only(answers: Answers, key: str) -> None:
    for name, text in texts(answers, key).items():
        assert re.search(r"[*#`<>]|\]\(|__", text) is None, name


@each_key
def test_the_filled_text_is_not_long(answers: Answers, amounts: Amounts, key: str) -> None:
    assert len(amounts.fill(answers[key].text, WRITTEN).text) <= 1000


def first_sentences(answers: Answers, key: str, count: int) -> str:
    return " ".join(plain_language.sentences(answers[key].text)[:count])


# plain_language ends a sentence at a colon too: "Bel Veilig Thuis: 0800-2000." counts as two.
@pytest.mark.parametrize(
    ("key", "number", "within"),
    [
        ("veiligheid/nood", "112", 1),
        ("veiligheid/geweld", "0800-2000", 2),
        ("veiligheid/suicide", "113", 1),
        ("veiligheid/zorgen_om_iemand", "112", 2),
        ("veiligheid/eenzaam", "088 0767 000", 2),
    ],
)
def test_safety_gives_the_number_first(answers: Answers, key: str, number: str, within: int) -> None:
    assert number in first_sentences(answers, key, within)
    assert number in answers[key].easier


@pytest.mark.parametrize("key", [key for key in KEYS if topic(key) == "veiligheid"])
def test_safety_answers_say_that_nobody_is_called_and_leave_the_door_open(answers: Answers, key: str) -> None:
    text = answers[key].text
    assert "computerprogramma" in text
    assert "verder praten" in text


def test_safety_has_no_key_without_a_number_test() -> None:
    assert {key for key in KEYS if topic(key) == "veiligheid"} == {
        "veiligheid/nood",
        "veiligheid/geweld",
        "veiligheid/suicide",
        "veiligheid/zorgen_om_iemand",
        "veiligheid/eenzaam",
    }


@pytest.mark.parametrize("name", ["text", "makkelijk"])
def test_the_cost_price_rule_of_2015_is_not_stated_as_todays(answers: Answers, name: str) -> None:
    sentences = plain_language.sentences(texts(answers, "eigen_bijdrage/kostprijs")[name])
    limits = [one for one in sentences if re.search(r"\b(nooit|niet) meer dan\b", one, re.I)]
    assert limits
    for sentence in limits:
        # Only a device or an adaptation has that limit now; the easier version names them in the sentence before.
        context = sentences[max(0, sentences.index(sentence) - 1)] + " " + sentence
        assert re.search(r"hulpmiddel|woningaanpassing|aanpassing in huis", context, re.I), sentence
    for sentence in sentences:
        if "2015" in sentence:
            assert re.search(r"geldt niet meer|oude regel", sentence)


def test_the_cost_price_answer_says_that_help_at_home_has_no_such_limit_now(answers: Answers) -> None:
    text = answers["eigen_bijdrage/kostprijs"].text
    assert "geen kostprijsgrens" in text
    assert "geldt niet meer" in text
    assert "lager" in text


def test_income_does_not_count_for_the_eigen_bijdrage(answers: Answers) -> None:
    # Chapter K: municipalities tried income limits in 2023, and the highest court forbade them.
    assert "inkomen" in answers["eigen_bijdrage/hoogte"].text
    assert "tellen niet mee" in answers["eigen_bijdrage/hoogte"].text


def test_the_penalty_is_for_a_late_decision_only(answers: Answers) -> None:
    # Chapter K: the dwangsom does not exist for a late investigation.
    text = answers["melding/te_laat"].text
    assert text.index("onderzoek") < text.index("Komt het besluit ook te laat?") < text.index("dwangsom")


@pytest.mark.parametrize("name", ["Mezzo", "AMHK", "Cbp"])
def test_names_that_no_longer_exist_are_not_used(answers: Answers, name: str) -> None:
    for key in answers:
        for text in texts(answers, key).values():
            assert re.search(rf"\b{name}\b", text) is None, key


def test_numbers_that_must_be_checked_come_with_that_advice(answers: Answers) -> None:
    doors = files.read(files.KNOWLEDGE / "landelijk.yml")["landelijk"]
    uncertain = [door["telefoon"] for door in doors.values() if door["zeker"] == "controleren" and door["telefoon"]]
    assert uncertain
    for key, answer in answers.items():
        for number in uncertain:
            if re.sub(r"[\s-]", "", number) in re.sub(r"[\s-]", "", answer.text):
                assert re.search(r"controleer|kijk .*na", answer.text, re.I), f"{key}: {number}"


@pytest.mark.parametrize("variants", [[], [{"text": "een"}, {"text": "twee"}]])
def test_not_exactly_one_text_is_refused(variants: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match=f"precies één tekst, niet {len(variants)}"):
        Answers.from_responses({"utter_wmo/wat_is": variants})


def test_a_date_that_is_not_in_quotes_is_refused() -> None:
    metadata = {"bronnen": [{"titel": "Wmo 2015", "gecontroleerd": datetime.date(2026, 11, 21)}]}
    with pytest.raises(ValueError, match="aanhalingstekens"):
        Answers.from_responses({"utter_wmo/wat_is": [{"text": "x", "metadata": metadata}]})
    with pytest.raises(ValueError, match="aanhalingstekens"):
        Answers.from_responses(
            {"utter_wmo/wat_is": [{"text": "x", "metadata": {"geldig_tot": datetime.date(2026, 12, 31)}}]}
        )


def test_a_date_that_does_not_exist_is_refused() -> None:
    metadata = {"bronnen": [{"titel": "Wmo 2015", "gecontroleerd": "2026-02-30"}]}
    with pytest.raises(ValueError, match="day"):
        Answers.from_responses({"utter_wmo/wat_is": [{"text": "x", "metadata": metadata}]})


def test_responses_that_belong_to_no_question_are_left_out() -> None:
    read = Answers.from_responses({"utter_menu": [{"text": "menu"}], "utter_wmo/wat_is": [{"text": " Een wet. "}]})
    assert list(read) == ["wmo/wat_is"]
    assert read["wmo/wat_is"].text == "Een wet."
    assert read["wmo/wat_is"].title == "wmo/wat_is"


def test_a_source_in_the_shape_of_the_channel() -> None:
    metadata = {"bronnen": [{"titel": "Wmo 2015", "artikel": "2.3.2", "gecontroleerd": "2026-11-21"}]}
    read = Answers.from_responses({"utter_wmo/wat_is": [{"text": "x", "metadata": metadata}]})
    assert [source.as_json() for source in read["wmo/wat_is"].sources] == [
        {"title": "Wmo 2015", "article": "2.3.2", "checked": "2026-11-21"}
    ]
