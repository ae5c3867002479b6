"""Sentences about a municipality's doors, as citizens read them."""

from __future__ import annotations

import datetime
from typing import Any

from bot.dates import dutch_date
from bot.municipalities import phone
from bot.municipalities.doors import DoorAdvice, DoorStatus
from bot.municipalities.models import Municipality

_WHAT = {
    "melding": "Wmo-meldingen",
    "clientondersteuning": "cliëntondersteuning",
    "mantelzorg": "hulp aan mantelzorgers",
    "respijtzorg": "respijtzorg",
}
_FOR_CARED = (
    "Woont de persoon voor wie u zorgt in een andere gemeente? Dan telt die gemeente. Typ dan de naam van die plaats."
)


def checked_on(day: datetime.date | None) -> str:
    """When what is given was last checked, as an aside."""
    return f" (gecontroleerd op {dutch_date(day)})" if day else ""


def door_text(advice: DoorAdvice, *, changed: bool = False) -> str:
    """How to reach a door: what is known and fresh, else the general number with an honest note (design, 'Doors').

    Args:
        advice: the door and what may be said of it.
        changed: another municipality was named than the conversation was about; a carer then learns which one counts.
    """
    place = advice.municipality.name
    what = _WHAT[advice.purpose]
    lines = []
    if advice.status is DoorStatus.FRESH:
        lines.append(f"In de gemeente {place} gaat u voor {what} naar: {advice.name}.")
        number = "Bel het algemene nummer van de gemeente" if advice.phone_is_general else "Bel"
    else:
        lines.append(f"Ik ken in {place} geen apart nummer voor {what} dat onlangs is gecontroleerd.")
        number = "Bel de gemeente"
    lines += [f"{number}: {advice.phone}{checked_on(advice.checked)}."] if advice.phone else []
    lines += [f'Zeg: "{advice.say_first}"', ""]
    lines += [f"Open: {advice.hours}."] if advice.hours else []
    lines += [f"Adres: {advice.address}."] if advice.address else []
    lines += [f"Website: {advice.url}"] if advice.url else []
    lines.append("")
    if changed:
        lines.append(
            f"Ik ga nu uit van de gemeente {place}. Voor hulp telt de gemeente waar de persoon woont die hulp krijgt."
        )
    if advice.purpose == "clientondersteuning":
        lines.append(f"De gemeente moet dit gratis voor u regelen ({advice.law}).")
    elif advice.purpose == "melding":
        lines.append("De gemeente moet uw melding bevestigen en binnen zes weken uw situatie onderzoeken.")
        lines.append(
            "Zoekt u hulp voor iemand die in een andere gemeente woont? Dan telt die gemeente. Typ dan die plaats."
        )
    else:
        lines.append(f"De gemeente moet mantelzorgers ondersteunen ({advice.law}). {_FOR_CARED}")
    return "\n".join(lines).replace("\n\n\n", "\n\n").strip()


def contact_text(municipality: Municipality) -> str:
    """The general ways to reach a municipality."""
    lines = [f"U bereikt de gemeente {municipality.name} zo{checked_on(municipality.checked)}:", ""]
    lines += [f"Telefoon: {municipality.phone}"] if municipality.phone else []
    lines += [f"Website: {municipality.website}"] if municipality.website else []
    lines += [f"E-mail: {municipality.email}"] if municipality.email else []
    lines += [f"Adres: {municipality.visiting_address}"] if municipality.visiting_address else []
    return "\n".join(lines)


def links(telephone: str, url: str, email: str = "") -> list[dict[str, str]]:
    """Links that a page can show under a message: telephone, website and e-mail, as far as they are known."""
    found = []
    if telephone and phone.link(telephone):
        found.append({"title": f"Bel {telephone}", "url": phone.link(telephone)})
    if url:
        found.append({"title": "Naar de website", "url": url})
    if email:
        found.append({"title": "E-mail", "url": f"mailto:{email}"})
    return found


def law_source(law: str, checked: str) -> dict[str, Any]:
    """The source behind a duty: title and article apart, as the channel's contract has it."""
    title, _, article = law.partition(", artikel ")
    return {"title": title, "article": article.replace(", lid", " lid"), "checked": checked}


def door_source(advice: DoorAdvice) -> list[dict[str, Any]]:
    """Where the details of a door come from; nothing when it is not known when they were checked."""
    if advice.status is not DoorStatus.FRESH:
        return register_source(advice.municipality)
    if advice.checked is None:
        return []
    source = {"title": f"Contactgegevens van {advice.name}", "checked": advice.checked.isoformat()}
    return [{**source, "url": advice.url} if advice.url else source]


def register_source(municipality: Municipality) -> list[dict[str, Any]]:
    """The register that a municipality's general contact details come from."""
    if municipality.checked is None:
        return []
    return [{"title": "Register van Overheidsorganisaties", "checked": municipality.checked.isoformat()}]
