"""The right door in every municipality: tables, lookup by place, postcode, alias and typo, and the editor's import."""
