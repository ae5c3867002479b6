"""The lookup: everything that people call the place where they live."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.municipalities.lookup import LookupResult, MunicipalityLookup, Reason


def names(result: LookupResult) -> list[str]:
    return [candidate.municipality.name for candidate in result.candidates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'s-Gravenhage", ["Den Haag"]),
        ("’s-Gravenhage", ["Den Haag"]),
        ("s gravenhage", ["Den Haag"]),
        ("Den Haag", ["Den Haag"]),
        ("denhaag", ["Den Haag"]),
        ("THE HAGUE", ["Den Haag"]),
        ("den bosch", ["'s-Hertogenbosch"]),
        ("ik woon in Den Bosch.", ["'s-Hertogenbosch"]),
        ("Bergen NH", ["Bergen (NH)"]),
        ("Bergen (NH)", ["Bergen (NH)"]),
        ("bergen in limburg", ["Bergen (L)"]),
        ("Hengelo gld", ["Bronckhorst"]),
        ("hengelo (gld)", ["Bronckhorst"]),
        ("Hengelo (O.)", ["Hengelo"]),
        ("Hengelo Overijssel", ["Hengelo"]),
        ("Beek (L)", ["Beek"]),
        ("Stein (L.)", ["Stein"]),
        ("Laren in Noord-Holland", ["Laren"]),
        ("Elst in Utrecht", ["Rhenen"]),
        ("Elst Gelderland", ["Overbetuwe"]),
        ("Elst in de Betuwe", ["Overbetuwe"]),
        ("ik kom uit Hengelo in de Achterhoek", ["Bronckhorst"]),
        ("Nes op Ameland", ["Ameland"]),
        ("Súdwest-Fryslân", ["Súdwest-Fryslân"]),
        ("sudwest fryslan", ["Súdwest-Fryslân"]),
        ("zuidwest friesland", ["Súdwest-Fryslân"]),
        ("capelle a/d ijssel", ["Capelle aan den IJssel"]),
        ("Krimpen ad IJssel", ["Krimpen aan den IJssel"]),
        ("Ĳsselstein", ["IJsselstein"]),
        ("peel & maas", ["Peel en Maas"]),
        ("sgravenzande", ["Westland"]),
        ("het Harde", ["Elburg"]),
        ("St Annaparochie", ["Waadhoeke"]),
        ("Sint-Annaparochie", ["Waadhoeke"]),
        ("wijk bij duurstede", ["Wijk bij Duurstede"]),
        ("bergen op zoom", ["Bergen op Zoom"]),
        ("gemeente Ede", ["Ede"]),
        ("Leiden", ["Leiden"]),
        ("waar in Leiden kan ik terecht", ["Leiden"]),
        ("dat kan ertoe leiden dat", []),
        ("Wageningen / Ede", ["Wageningen", "Ede"]),
        ("Krimpen", ["Krimpenerwaard", "Krimpen aan den IJssel"]),
        ("Ljouwert", ["Leeuwarden"]),
        ("debiel", []),
        ("een delier", []),
        ("wat een helder verhaal", []),
        ("Rotterdam-Zuid", ["Rotterdam"]),
        ("ZWOLLE", ["Zwolle"]),
        ("wat kost hulp in Ede?", ["Ede"]),
        ("ik woon in ede en heb hulp nodig", ["Ede"]),
        ("in Best", ["Best"]),
        ("we wonen in best", ["Best"]),
        ("steunpunt mantelzorg Ede", ["Ede"]),
        ("mijn dorp heet Giethoorn", ["Steenwijkerland"]),
        ("mevrouw van Dalen uit Zwolle", ["Zwolle"]),
        ("Mijn moeder woont in Zuidhorn, gemeente Westerkwartier", ["Westerkwartier"]),
        ("Sas van Gent", ["Terneuzen"]),
        ("niet Bergen maar Bergen op Zoom", ["Bergen op Zoom"]),
        ("niet meer in Almelo, wel in Breda", ["Breda"]),
        ("we verhuizen van Almelo naar Breda", ["Almelo", "Breda"]),
        ("Heerhugowaard", ["Dijk en Waard"]),
        ("gemeente Brielle", ["Voorne aan Zee"]),
        ("Weesp", ["Amsterdam"]),
        # Spelled wrongly, in a place where a name is likely.
        ("ik woon in Zwole", ["Zwolle"]),
        ("gemeente zwole", ["Zwolle"]),
        ("woon in beverwyk", ["Beverwijk"]),
        ("Bergen op Zom", ["Bergen op Zoom"]),
        ("Alphen aan de Rijn", ["Alphen aan den Rijn"]),
        ("Amesfoort", ["Amersfoort"]),
        # Several with the same name: to be asked.
        ("Bergen", ["Bergen (NH)", "Bergen (L)"]),
        ("hengelo", ["Hengelo", "Bronckhorst"]),
        ("Rijswijk", ["Rijswijk", "Altena", "Buren"]),
        ("Ik woon in Laren", ["Laren", "Lochem"]),
        ("Ik woon in Beek", ["Beek", "Montferland", "Berg en Dal"]),
        ("Nes", ["Heerenveen", "Noardeast-Fryslân", "Ameland"]),
        ("Oosterhout", ["Oosterhout", "Overbetuwe"]),
        # Postcodes.
        ("3512 AB", ["Utrecht"]),
        ("ik woon op 3512ab 10", ["Utrecht"]),
        ("3512", ["Utrecht"]),
        ("mijn postcode is 8011", ["Zwolle"]),
        ("7411 kt", ["Deventer"]),
        # No place at all.
        ("het best", []),
        ("Best", []),
        ("ik ben echt op", []),
        ("Echt waar?", []),
        ("BEST GOED", []),
        ("ik heb een heel klein loon", []),
        ("mijn buren zijn dieren", []),
        ("met haren op mijn tanden", []),
        ("woon in heel kleine flat", []),
        ("mevrouw van Dalen", []),
        ("de heer J. van Deventer", []),
        ("mijn naam is Axel", []),
        ("de oude gemeente", []),
        ("een wet uit 2015", []),
        ("in 2015 is de wet veranderd", []),
        ("1442 euro", []),
        ("bel 06 1234 5678", []),
        ("tel 0575 595760", []),
        ("wonen in Nederland", []),
        ("bij ons in Zeeland", []),
        ("provincie Utrecht", []),
        ("Duckstad", []),
        ("", []),
        ("?!", []),
        ("😀", []),
        ("مرحبا", []),
    ],
)
def test_find(lookup: MunicipalityLookup, text: str, expected: list[str]) -> None:
    assert names(lookup.find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("best", ["Best"]),
        ("ede", ["Ede"]),
        ("Een", ["Noordenveld"]),
        ("nee, in goor", ["Hof van Twente"]),
        ("heel", ["Maasgouw"]),
        ("ik woon in echt", ["Echt-Susteren"]),
        ("haag", ["Den Haag"]),
        ("mijn moeder woont in soest", ["Soest"]),
        ("zwole", ["Zwolle"]),
        ("leewarden", ["Leeuwarden"]),
        ("spijkenise", ["Nissewaard"]),
        ("zutfen", ["Zutphen"]),
        ("dnhaag", ["Den Haag"]),
        ("Bergn op Zoom", ["Bergen op Zoom"]),
        ("8011", ["Zwolle"]),
        ("2011", ["Haarlem"]),
        ("ik dacht 8011 in zwolle", ["Zwolle"]),
        ("7255 in hengelo", ["Bronckhorst"]),
        ("een kleine gemeente", []),
        ("dat weet ik echt niet", []),
        ("weet ik niet", []),
        ("nee", []),
        ("help", []),
        ("neeee", []),
        ("donder op", []),
        ("overijssel", []),
        ("bemiddelaar", []),
        ("uiteraard", []),
        ("hmm", []),
        ("zit ik nu in de molen?", []),
        ("waarom wilt u dat weten", []),
        ("ik heb mij gemeld, nummer 4471", []),
    ],
)
def test_find_when_expected(lookup: MunicipalityLookup, text: str, expected: list[str]) -> None:
    assert names(lookup.find(text, expected=True)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Zwolle", Reason.NAME),
        ("Giethoorn", Reason.PLACE),
        ("8011 AB", Reason.POSTCODE),
        ("Den Bosch", Reason.ALIAS),
        ("Littenseradiel", Reason.FORMER),
        ("ik woon in Zwole", Reason.TYPO),
    ],
)
def test_reason(lookup: MunicipalityLookup, text: str, reason: Reason) -> None:
    assert {candidate.reason for candidate in lookup.find(text).candidates} == {reason}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Ik woon in Giethoorn, bij het water", "Giethoorn"),
        ("Mijn postcode is 3512 AB", "3512 AB"),
        ("Hulp in Bergen (NH)?", "Bergen (NH)"),
        ("hulp in hengelo gld graag", "hengelo gld"),
        ("hé, súdwest-fryslân dus", "súdwest-fryslân"),
    ],
)
def test_span(lookup: MunicipalityLookup, text: str, span: str) -> None:
    candidate = lookup.find(text).one
    assert candidate is not None
    assert text[candidate.start : candidate.end] == span


def test_only_four_digits_of_a_postcode_are_kept(lookup: MunicipalityLookup) -> None:
    candidate = lookup.find("3512 AB 10").one
    assert candidate is not None
    assert candidate.name == "3512"


@pytest.mark.parametrize(
    ("text", "country"),
    [("Gent", "BE"), ("ik woon in Antwerpen", "BE"), ("Mechelen in België", "BE"), ("wij wonen in Gronau", "DE")],
)
def test_foreign(lookup: MunicipalityLookup, text: str, country: str) -> None:
    result = lookup.find(text)
    assert (names(result), result.country) == ([], country)


@pytest.mark.parametrize("text", ["ik woon in Duckstad", "postcode 9998 AB is fout: postcode 1234"])
def test_unknown(lookup: MunicipalityLookup, text: str) -> None:
    result = lookup.find(text)
    if result.candidates:
        assert result.unknown is None
    else:
        assert result.unknown is not None


def test_unknown_when_expected(lookup: MunicipalityLookup) -> None:
    unknown = lookup.find("duckstad", expected=True).unknown
    assert unknown is not None
    assert unknown.text == "duckstad"


@pytest.mark.parametrize("text", ["Zeeland", "Asen"])
def test_uncertain(lookup: MunicipalityLookup, text: str) -> None:
    result = lookup.find(text, expected=True)
    assert result.candidates
    assert not result.certain


def test_labels_tell_candidates_apart(lookup: MunicipalityLookup) -> None:
    for text in ("Beek", "Bergen", "Hengelo", "Laren", "Rijswijk", "Nes", "Oosterhout", "Haaren", "Elst"):
        labels = [candidate.label for candidate in lookup.find(text, expected=True).candidates]
        assert len(labels) == len(set(labels)) > 1, labels
    assert [row.label for row in lookup.find("hengelo").candidates] == [
        "Hengelo (Overijssel)",
        "Hengelo (gemeente Bronckhorst)",
    ]


PIECES = st.sampled_from(
    [
        "in",
        "gemeente",
        "ik woon",
        "Best",
        "ede",
        "Bergen",
        "(NH)",
        "gld",
        "3512",
        "AB",
        "niet",
        "maar",
        "België",
        "zwole",
    ]
)


@settings(deadline=None, database=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map(" ".join)), st.booleans())
def test_any_text_gives_an_answer_with_spans_that_fit(lookup: MunicipalityLookup, text: str, expected: bool) -> None:
    result = lookup.find(text, expected=expected)
    for candidate in result.candidates:
        assert 0 <= candidate.start < candidate.end <= len(text)
    codes = [candidate.municipality.code for candidate in result.candidates]
    assert len(codes) == len(set(codes))
    for span in (result.foreign, result.unknown):
        assert span is None or 0 <= span.start < span.end <= len(text)
    assert lookup.narrow(result.candidates, text)


def test_by_code(lookup: MunicipalityLookup) -> None:
    municipality = lookup.by_code("GM0193")
    assert municipality is not None
    assert municipality.name == "Zwolle"
    assert lookup.by_code("GM9999") is None


def test_a_misspelled_name_that_can_only_be_one_is_certain(lookup: MunicipalityLookup) -> None:
    for text in ("zwole", "leewarden", "Bergn op Zoom"):
        assert lookup.find(text, expected=True).certain
    assert not lookup.find("spijkkenise", expected=True).certain


def test_a_thousand_messages_take_less_than_a_second(lookup: MunicipalityLookup) -> None:
    text = (
        "Mijn moeder van 84 woont alleen in Hengelo en redt het niet meer. Waar kan ik in de gemeente hulp aanvragen?"
    )
    began = time.process_time()
    for number in range(1000):
        lookup.find(f"{number} {text}")
    assert time.process_time() - began < 1
