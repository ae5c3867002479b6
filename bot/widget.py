"""The embeddable widget as the two files that a municipality's page loads: one script and its style sheet.

The source is in small modules, in `bot/web/widget`. They are served as one plain script, so that a page needs a single
script tag, never mixes two versions, and asks for one file on a slow connection. What only its readers need (comments,
indentation) is left out. There is no build step: this is done once, at start.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

MODULES = Path(__file__).parent / "web" / "widget"
FIRST = "start"

# The forms of import and export that the modules use; anything else does not run in a plain script and fails the tests.
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) )", re.M)
_COMMENT = re.compile(r"^[ ]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.M | re.S)
_INDENTATION = re.compile(r"^[ ]+|\n(?=\n)", re.M)


@functools.lru_cache(maxsize=1)
def script() -> str:
    """All modules as one script, each after those that it imports."""
    text = "".join(_IMPORT.sub("", _EXPORT.sub("", _read(name))) for name in _in_order(FIRST))
    return f'(() => {{\n"use strict";\n{_readers_only(text)}}})();\n'


@functools.lru_cache(maxsize=1)
def style() -> str:
    """The style sheet of the widget's shadow root."""
    return _readers_only((MODULES / "widget.css").read_text(encoding="utf-8"))


def _in_order(name: str) -> dict[str, None]:
    """A module and all that it needs, those first; a dictionary, because that keeps its order."""
    order: dict[str, None] = {}
    for needed in _IMPORT.findall(_read(name)):
        order |= _in_order(needed)
    return order | {name: None}


def _read(name: str) -> str:
    return (MODULES / f"{name}.js").read_text(encoding="utf-8")


def _readers_only(text: str) -> str:
    return _INDENTATION.sub("", _COMMENT.sub("", text))
