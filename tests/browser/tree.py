"""The accessibility tree of a page, as Chromium gives it to screen readers."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# What holds text or other nodes, but is not read out by itself.
SILENT = {"InlineTextBox", "StaticText", "generic", "none", "LineBreak", "ListMarker"}


def nodes(page: Page) -> list[dict[str, Any]]:
    """The nodes that are not ignored, in reading order."""
    session = page.context.new_cdp_session(page)
    tree: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in tree}
    order: list[dict[str, Any]] = []

    def walk(identifier: str) -> None:
        node = by_id.get(identifier)
        if node is None:
            return
        if not node["ignored"]:
            order.append(node)
        for child in node.get("childIds", []):
            walk(child)

    walk(tree[0]["nodeId"])
    return order


def read(page: Page) -> list[str]:
    """What is read, in reading order: `role name` of controls and parts, and the texts in between."""
    lines = []
    for node in nodes(page):
        role, name = node["role"]["value"], node.get("name", {}).get("value", "")
        if role == "StaticText":
            lines.append(name)
        elif role not in SILENT:
            lines.append(f"{role} {name}".strip())
    return lines


def properties(page: Page, role: str, name: str = "") -> dict[str, Any]:
    """The properties of the first node with a role and a name: `live`, `expanded`, `modal`, ..."""
    node = next(
        node
        for node in nodes(page)
        if node["role"]["value"] == role and (not name or node.get("name", {}).get("value") == name)
    )
    return {found["name"]: found["value"].get("value") for found in node.get("properties", [])}
