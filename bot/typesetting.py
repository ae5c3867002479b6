"""The plain text of an answer as paragraphs and lists, with its addresses and telephone numbers as links.

Nothing here makes HTML: the templates do, and they escape whatever they are given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.municipalities import phone

_ITEM = {"ul": re.compile(r"- +"), "ol": re.compile(r"(\d{1,2})\. +")}
# Ends of a sentence or of brackets do not belong to the address before them.
_LINK = re.compile(
    r"""(?P<url>(?:https?://|www\.)[^\s<>"']*[^\s<>"'.,;:!?)\]])
    |(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    |(?P<site>\b[\w-]+(?:\.[\w-]+)*\.(?:nl|eu|org|com)\b(?:/[^\s<>"']*[^\s<>"'.,;:!?)\]])?)
    |(?<![\w€.,/-])(?<!€\s)(?P<phone>11[23]|14\ ?0\d{2,3}|(?:\+31[ ]?|\(?0)[\d(][\d ()-]{5,13}\d)(?![\w/-]|[.,]\d)""",
    re.X,
)


@dataclass(frozen=True)
class Piece:
    """A run of text, and where it leads when it is a link: http(s), mailto or tel."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph (`p`), or a list with dots (`ul`) or numbers (`ol`), with the pieces of each of its lines."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]
    start: int = 1
    """The first number of a list with numbers: one that was interrupted goes on."""


def blocks(text: str) -> list[Block]:
    """The paragraphs and lists of a text: blank lines part them, "- " and "1. " begin the items of a list.

    An amount is not broken over two lines.
    """
    found: list[tuple[str, list[str], int]] = []
    begun = False
    for line in text.replace("€ ", "€\N{NO-BREAK SPACE}").splitlines():
        line = line.strip()
        if not line:
            begun = False
            continue
        kind, mark = next(((kind, mark) for kind, form in _ITEM.items() if (mark := form.match(line))), ("p", None))
        if not begun or found[-1][0] != kind:
            found.append((kind, [], int(mark[1]) if mark and kind == "ol" else 1))
        begun = True
        found[-1][1].append(line[mark.end() :] if mark else line)
    return [Block(kind, tuple(pieces(line) for line in lines), start) for kind, lines, start in found]


def pieces(text: str) -> tuple[Piece, ...]:
    """A line cut into plain text and links."""
    cut: list[Piece] = []
    end = 0
    for match in _LINK.finditer(text):
        url = _address(match)
        if url:
            cut += [Piece(text[end : match.start()]), Piece(match.group(), url)]
            end = match.end()
    return tuple(piece for piece in (*cut, Piece(text[end:])) if piece.text)


def safe(url: str) -> str:
    """The address, when it leads to a page, a telephone or an e-mail address; else nothing."""
    return url if re.match(r"(?:https?://|tel:|mailto:)", url, re.I) else ""


def _address(match: re.Match[str]) -> str:
    found = match.group()
    if match["mail"]:
        return f"mailto:{found}"
    if match["phone"]:
        return phone.link(found)
    return found if found.startswith("http") else f"https://{found}"
