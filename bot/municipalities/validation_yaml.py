"""Local texts from a YAML file: a municipality's own words with a question."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import yaml

from bot.knowledge import plain_language
from bot.municipalities import checks
from bot.municipalities.checks import NotExpected
from bot.municipalities.findings import Context, Fault, Validated
from bot.municipalities.models import LocalText

MODES = ("vervangt", "vult_aan")
LONGEST = 1500
KEYS = ("vraag", "wijze", "tekst", "bron", "gecontroleerd")

# What a resident may count on everywhere. A municipality is a party in these matters, so it does not word them itself.
_PROTECTED_QUESTIONS = re.compile(r"clientondersteuning/.*|rechten/(bezwaar|klacht)")
_PROTECTED_WORDS = re.compile(
    r"cli[eë]nt-?\s?ondersteun\w*|\bbezwaar(?!lijk)\w*|\bklacht\b|\bklachten(?:regel|commissie|functi|formul|proced)\w*"
    r"|\bombudsman\w*",
    re.IGNORECASE,
)
_WHY = "cliëntondersteuning, bezwaar en klacht zijn landelijk vastgelegde rechten, de tekst daarover is overal dezelfde"


def read_texts(file: str, text: str, context: Context, result: Validated) -> None:
    """Add the local texts in a file, and its faults, to the result.

    Args:
        file: its name, for the faults.
        text: its content.
        context: what values are checked against.
        result: what is added to.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        result.faults.append(Fault(file, line, None, None, f"YAML die te lezen is ({error.problem})"))
        return
    except yaml.YAMLError as error:
        result.faults.append(Fault(file, None, None, None, f"YAML die te lezen is ({error})"))
        return
    reader = _Reader(file, context, result)
    top = reader.mapping(root, ("gemeente", "teksten"))
    if root is None or top is None:
        return
    code = reader.value(top, root, "gemeente", lambda name: checks.municipality(name, context.tables, context.today))
    texts = top.get("teksten")
    if not isinstance(texts, yaml.SequenceNode) or not texts.value:
        line = (texts or root).start_mark.line + 1
        result.faults.append(Fault(file, line, "teksten", None, "een lijst van teksten, elk met een streepje ervoor"))
        return
    for node in texts.value:
        reader.add(node, code)


class _Reader:
    """Reads the nodes of one file, so that every fault has its line."""

    def __init__(self, file: str, context: Context, result: Validated) -> None:
        self.file, self.context, self.result = file, context, result

    def mapping(self, node: yaml.Node | None, allowed: tuple[str, ...]) -> dict[str, yaml.Node] | None:
        """The values of a mapping by their key; None, with a fault, when it is something else."""
        if not isinstance(node, yaml.MappingNode):
            line = node.start_mark.line + 1 if node else 1
            self.fault(line, None, None, f"de sleutels {', '.join(allowed)}")
            return None
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            line = key.start_mark.line + 1
            if name not in allowed:
                self.fault(line, name, None, f"alleen de sleutels {', '.join(allowed)}")
            elif name in found:
                self.fault(line, name, None, "deze sleutel één keer")
            else:
                found[name] = value
        return found

    def value(self, values: dict[str, yaml.Node], parent: yaml.Node, key: str, check: Callable[[str], str]) -> str:
        """The checked text under a key; empty, with a fault, when it is missing or not right."""
        node = values.get(key)
        text = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
        line = (node or parent).start_mark.line + 1
        if not text:
            self.fault(line, key, None, "een waarde; deze ontbreekt")
            return ""
        try:
            return check(text)
        except NotExpected as error:
            self.fault(line, key, text.partition("\n")[0][:80], str(error))
            return ""

    def add(self, node: yaml.Node, code: str) -> None:
        """Check one text and add it."""
        before = len(self.result.faults)
        values = self.mapping(node, KEYS)
        if values is None:
            return
        question = self.value(values, node, "vraag", self._question)
        mode = self.value(values, node, "wijze", lambda text: checks.one_of(text, MODES))
        text = self.value(values, node, "tekst", _own_words)
        source = self.value(values, node, "bron", lambda value: checks.plain(value, 300))
        day = self.value(values, node, "gecontroleerd", lambda value: str(checks.past_date(value, self.context.today)))
        line = node.start_mark.line + 1
        if mode == "vervangt" and _PROTECTED_WORDS.search(self.context.national_answers.get(question, "")):
            self.fault(
                line, "wijze", mode, f"vult_aan: {_WHY}, en het landelijke antwoord op deze vraag gaat er ook over"
            )
        if any((other.code, other.question) == (code, question) for other in self.result.texts if code and question):
            self.fault(line, "vraag", question, "één tekst bij elke vraag; er is er al een")
        if len(self.result.faults) > before or not code:
            return
        self.result.texts.append(LocalText(code, question, mode, text, source, datetime.date.fromisoformat(day)))
        for hard in plain_language.faults(text):
            self.result.remarks.append(f"{self.file}, regel {line}: {hard.reason}. Het gaat om: {hard.sentence}")

    def fault(self, line: int | None, column: str | None, found: str | None, expected: str) -> None:
        self.result.faults.append(Fault(self.file, line, column, found, expected))

    def _question(self, text: str) -> str:
        if _PROTECTED_QUESTIONS.fullmatch(text):
            raise NotExpected(f"een andere vraag: {_WHY}")
        return checks.one_of(text, self.context.national_answers)


def _own_words(text: str) -> str:
    touched = _PROTECTED_WORDS.search(text)
    if touched:
        raise NotExpected(f'een tekst zonder "{touched.group()}": {_WHY}')
    return checks.plain(text, LONGEST)
