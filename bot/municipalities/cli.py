"""`python -m bot gemeenten ...`: a municipality's own doors and texts, and what needs checking again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.knowledge.amounts import Amounts
from bot.knowledge.answers import Answers
from bot.municipalities import importing, stale, store
from bot.municipalities.findings import Context
from bot.municipalities.validation import validate

HELP = "doors and texts of municipalities: import, and what is out of date"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands and their options."""
    commands = parser.add_subparsers(dest="gemeenten", required=True, metavar="import|verouderd")
    importer = commands.add_parser(
        "import",
        help="zet contactpunten (CSV) en eigen teksten (YAML) van een gemeente in de assistent",
        description="Controleert eerst alles. Staat er één fout in, dan verandert er niets.",
    )
    importer.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help="contactpunten.csv of teksten.yml")
    importer.add_argument("--proef", action="store_true", help="alleen controleren en laten zien wat er verandert")
    commands.add_parser(
        "verouderd",
        help="welke gegevens zijn te oud, of verlopen binnen 60 dagen",
        description="Eindigt met status 1 als er zulke gegevens zijn, zodat het ook volgens een rooster kan draaien.",
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out a subcommand.

    Returns:
        The exit status: 0 fine, 1 faults in the files or facts out of date, 2 the database cannot be used.
    """
    try:
        if arguments.gemeenten == "import":
            return _import(arguments.files, dry_run=arguments.proef)
        return _stale()
    except (SQLAlchemyError, CommandError) as error:
        print(f"De database is niet te gebruiken; er is niets veranderd. ({error})", file=sys.stderr)
        return 2


def _import(files: list[Path], *, dry_run: bool) -> int:
    current = settings.get()
    engine = store.open_engine(current.database_url)
    store.prepare(engine)
    national = {key: answer.text for key, answer in Answers.load().items()}
    context = Context(store.load(engine, current.today), current.today, national)
    validated = validate(files, context)
    if validated.faults:
        for fault in validated.faults:
            print(fault, file=sys.stderr)
        count = len(validated.faults)
        print(f"{count} {'fout' if count == 1 else 'fouten'}. Er is niets veranderd.", file=sys.stderr)
        return 1
    for remark in validated.remarks:
        print(f"Let op: {remark}")
    for line in importing.apply(engine, validated, dry_run=dry_run).lines():
        print(line)
    print("Dit was een proef: er is niets veranderd." if dry_run else "Binnen vijf minuten zien bewoners dit.")
    return 0


def _stale() -> int:
    current = settings.get()
    engine = store.open_engine(current.database_url)
    store.prepare(engine)
    amounts = Amounts.load()
    found = stale.stale(store.load(engine, current.today), [amounts[name] for name in amounts.names()], current.today)
    for entry in found:
        print(entry)
    if not found:
        print("Alle gegevens zijn op tijd gecontroleerd.")
    return 1 if found else 0
