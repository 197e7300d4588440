"""Invented sources and their rows, released as any source is, for tests of what a record says of them."""

from multipolar.record.releases import write_release
from multipolar.record.sources._common import table_rows
from multipolar.record.sources.base import Coverage, Expected, ReadContext, SourceSpec


def invented_spec(source, tables, **changes):
    spec = SourceSpec(
        name=source,
        title=f"Invented {source}",
        publisher="nobody",
        licence="none",
        redistribute=True,
        citation="none",
        homepage="none",
        tables={table: Expected(min_rows=1, max_rows=1_000_000) for table in tables},
        files=(),
        coverage=Coverage(scope="what a test needs"),
    )
    return spec.model_copy(update=changes)


def invented(record, source, release, tables, issues=(), force=False, **changes):
    """Write a release whose rows are given as dictionaries by table; a locator is put in where none is."""
    spec = invented_spec(source, tables, **changes)
    context = ReadContext(spec, record)
    for issue in issues:
        context.issue(*issue)
    rows = (
        table_rows(table, [{"locator": f"row {n}", **row} for n, row in enumerate(found, 1)])
        for table, found in tables.items()
    )
    return write_release(record, spec, release, rows, context, {}, force=force)


def rollcall(symbol, day, tally=(None, None, None, None), **more):
    yes, no, abstain, absent = tally
    return {
        "id": symbol, "body": "GA", "date": day, "date_precision": "day", "part": "whole",
        "modality": "recorded", "yes": yes, "no": no, "abstain": abstain, "absent": absent, **more,
    }  # fmt: skip


def votes(symbol, **choices):
    """Votes by actor, in the letters of the voting records."""
    words = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent"}
    return [
        {"rollcall": symbol, "actor": actor, "choice": words[letter]} for actor, letter in choices.items()
    ]


def flow(exporter, importer, year, usd, reporter="exporter", product="TOTAL"):
    return {
        "exporter": exporter, "importer": importer, "year": year, "product": product,
        "nomenclature": "total", "reporter": reporter, "usd": usd,
        "status": "reported" if usd is not None else "not_reported",
    }  # fmt: skip
