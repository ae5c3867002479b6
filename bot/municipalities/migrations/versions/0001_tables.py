"""All tables.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "fills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fills")),
    )
    op.create_table(
        "foreign_places",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_foreign_places")),
    )
    op.create_table(
        "municipalities",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("province", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("visiting_address", sa.String(length=200), nullable=False),
        sa.Column("postal_address", sa.String(length=200), nullable=False),
        sa.Column("contact_form", sa.String(length=200), nullable=False),
        sa.Column("inhabitants", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipalities")),
    )
    op.create_table(
        "national_doors",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_national_doors")),
    )
    op.create_table(
        "ordinary_words",
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_ordinary_words")),
    )
    op.create_table(
        "aliases",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["code"], ["municipalities.code"], name=op.f("fk_aliases_code")),
        sa.PrimaryKeyConstraint("name", "code", "kind", name=op.f("pk_aliases")),
    )
    op.create_table(
        "doors",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.String(length=200), nullable=False),
        sa.Column("say_first", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["municipalities.code"], name=op.f("fk_doors_code")),
        sa.PrimaryKeyConstraint("code", "purpose", "origin", name=op.f("pk_doors")),
    )
    op.create_table(
        "local_texts",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["code"], ["municipalities.code"], name=op.f("fk_local_texts_code")),
        sa.PrimaryKeyConstraint("code", "question", name=op.f("pk_local_texts")),
    )
    op.create_table(
        "mergers",
        sa.Column("old_code", sa.String(length=6), nullable=False),
        sa.Column("new_code", sa.String(length=6), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["new_code"], ["municipalities.code"], name=op.f("fk_mergers_new_code")),
        sa.ForeignKeyConstraint(["old_code"], ["municipalities.code"], name=op.f("fk_mergers_old_code")),
        sa.PrimaryKeyConstraint("old_code", name=op.f("pk_mergers")),
    )
    op.create_table(
        "places",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["municipalities.code"], name=op.f("fk_places_code")),
        sa.PrimaryKeyConstraint("code", "name", name=op.f("pk_places")),
    )
    op.create_table(
        "regions",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["municipalities.code"], name=op.f("fk_regions_code")),
        sa.PrimaryKeyConstraint("name", "code", name=op.f("pk_regions")),
    )
    op.create_table(
        "postcodes",
        sa.Column("digits", sa.String(length=4), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["municipalities.code"], name=op.f("fk_postcodes_code")),
        sa.PrimaryKeyConstraint("digits", "code", name=op.f("pk_postcodes")),
    )


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_table("postcodes")
    op.drop_table("regions")
    op.drop_table("places")
    op.drop_table("mergers")
    op.drop_table("local_texts")
    op.drop_table("doors")
    op.drop_table("aliases")
    op.drop_table("ordinary_words")
    op.drop_table("national_doors")
    op.drop_table("municipalities")
    op.drop_table("foreign_places")
    op.drop_table("fills")
