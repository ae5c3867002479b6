"""How often an answer was called useful or not: a number per question, day and opinion. No text and no conversation."""

from __future__ import annotations

import datetime
import sys
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot import settings
from bot.database import with_tables
from bot.dates import dutch_date
from bot.knowledge.answers import Answers
from bot.municipalities.store import open_engine

_metadata = sa.MetaData()
_feedback = sa.Table(
    "feedback",
    _metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("question", sa.String(80), primary_key=True),
    sa.Column("good", sa.Boolean, primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
)


@dataclass(frozen=True)
class Opinion:
    """How often visitors found the answer to a question useful, and how often they did not."""

    question: str
    good: int
    bad: int


class FeedbackCounts:
    """The counts in the project's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        _metadata.create_all(engine)

    def count(self, question: str, good: bool, day: datetime.date) -> None:
        """Add one."""
        values = {"day": day, "question": question, "good": good}
        one_more = (
            sa.update(_feedback)
            .where(*(_feedback.c[name] == value for name, value in values.items()))
            .values(times=_feedback.c.times + 1)
        )

        def write() -> None:
            with self._engine.begin() as connection:
                if not connection.execute(one_more).rowcount:
                    connection.execute(sa.insert(_feedback).values(**values, times=1))

        try:
            with_tables(self._engine, _metadata, write)
        except IntegrityError:
            # Another visitor was the first of the day at the same moment; now there is a row.
            write()

    def since(self, day: datetime.date) -> list[Opinion]:
        """The opinions from a day on, those with most complaints first."""
        good, bad = (
            sa.func.sum(sa.case((_feedback.c.good == kind, _feedback.c.times), else_=0)) for kind in (True, False)
        )
        query = (
            sa.select(_feedback.c.question, good, bad)
            .where(_feedback.c.day >= day)
            .group_by(_feedback.c.question)
            .order_by(bad.desc(), good, _feedback.c.question)
        )
        with self._engine.connect() as connection:
            return [Opinion(*row) for row in connection.execute(query)]


def run(days: int) -> int:
    """Print the opinions of the last days, today included; returns the exit status."""
    current = settings.get()
    since = current.today - datetime.timedelta(days=max(1, days) - 1)
    try:
        opinions = FeedbackCounts(open_engine(current.database_url)).since(since)
    except SQLAlchemyError as error:
        print(f"De database is niet te gebruiken. ({type(error).__name__})", file=sys.stderr)
        return 2
    if not opinions:
        print(f"Sinds {dutch_date(since)} heeft niemand gezegd of een antwoord nuttig was.")
        return 0
    print(f"Was dit nuttig? Sinds {dutch_date(since)}; het vaakst 'nee' bovenaan.\n")
    print(f"{'nee':>6} {'ja':>6}  vraag")
    titles = Answers.load()
    for opinion in opinions:
        answer = titles.get(opinion.question)
        title = f"  {answer.title}" if answer else ""
        print(f"{opinion.bad:>6} {opinion.good:>6}  {opinion.question}{title}")
    return 0
