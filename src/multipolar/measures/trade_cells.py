"""The totals of goods on record for pairs of actors: one figure a year and reporter, its source named."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from multipolar.record import Record
from multipolar.record.engines.duck import reading
from multipolar.record.prefer import preferred

Reporter = Literal["exporter", "importer", "reconciled"]
REPORTERS: tuple[Reporter, ...] = ("exporter", "importer", "reconciled")
TOTAL = "TOTAL"
# Sources that publish every product, so that the sum over products is the total of goods. The products of
# another source are never added up: what is missing from them is not known.
SUMMED = ("baci",)
Key = tuple[str, str, int, Reporter]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one reporter says of one flow in one year.

    Attributes:
        usd: Current US dollars; ``None`` where the source has the row without a figure.
        status: As the record has it: ``reported``, ``estimated``, ``mirror`` or ``not_reported``.
        source: The source.
        release: Its release.
        locator: Where in the source.
        products: How many products were added up; ``None`` for a printed total.
    """

    usd: float | None
    status: str
    source: str
    release: str
    locator: str
    products: int | None = None


def cells(
    record: Record,
    exporters: Collection[str] | None,
    importers: Collection[str] | None,
    years: range | None = None,
) -> Mapping[Key, Cell]:
    """The totals of all goods between some exporters and importers (``None`` for all there are).

    Of several sources that hold one cell the one of highest priority is taken among those with a figure.
    """
    rows = _rows(record, exporters, importers, years)
    known = [row for row in rows if row["usd"] is not None]
    key = ("exporter", "importer", "year", "reporter")
    found: dict[Key, Cell] = {}
    for part in ([row for row in rows if row["usd"] is None], known):
        for row in preferred(record, "flow", part, key):
            cell = Cell(*(row[c] for c in ("usd", "status", "source", "release", "locator", "products")))
            found[row["exporter"], row["importer"], row["year"], row["reporter"]] = cell
    return found


def _rows(
    record: Record,
    exporters: Collection[str] | None,
    importers: Collection[str] | None,
    years: range | None,
) -> list[dict[str, Any]]:
    tests: list[str] = ["reporter IS NOT NULL"]
    values: list[object] = []
    for column, wanted in (("exporter", exporters), ("importer", importers)):
        if wanted is not None:
            tests.append(f"{column} IN ({', '.join('?' * len(wanted)) or 'NULL'})")
            values += list(wanted)
    if years is not None:
        tests.append("year BETWEEN ? AND ?")
        values += [years.start, years.stop - 1]
    where = " AND ".join(tests)
    # A total printed by a source is taken as it is; sums are for sources that print none.
    text = (
        "SELECT exporter, importer, year, reporter, usd, status, source, release, locator, NULL AS products "
        f"FROM flow WHERE product = '{TOTAL}' AND {where} UNION ALL BY NAME "
        "SELECT exporter, importer, year, reporter, sum(usd) AS usd, 'reported' AS status, source, "
        "any_value(release) AS release, nomenclature || ' ' || year AS locator, count(*) AS products "
        f"FROM flow WHERE product <> '{TOTAL}' AND source IN ({', '.join(repr(s) for s in SUMMED)}) "
        f"AND {where} GROUP BY exporter, importer, year, reporter, source, nomenclature "
        "ORDER BY exporter, importer, year, reporter, source, locator"
    )
    if not record.files.get("flow"):
        return []
    with reading(record.files, ("flow",)) as connection:
        cursor = connection.execute(text, [*values, *values])
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def added_up(record: Record, exporter: str, importer: str) -> list[dict[str, Any]]:
    """Totals of one flow from sources that print none, as rows of ``flow``: the sums over their products."""
    held = [name for name in SUMMED if name in record.sources()]
    if not held or not record.files.get("flow"):
        return []
    text = (
        "SELECT exporter, importer, year, nomenclature, reporter, sum(usd) AS usd, sum(tonnes) AS tonnes, "
        "source, any_value(release) AS release, count(*) AS products FROM flow WHERE exporter = ? AND "
        f"importer = ? AND product <> '{TOTAL}' AND source IN ({', '.join('?' * len(held))}) "
        "GROUP BY exporter, importer, year, nomenclature, reporter, source ORDER BY year, nomenclature"
    )
    with reading(record.files, ("flow",)) as connection:
        cursor = connection.execute(text, [exporter, importer, *held])
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [_total(row) for row in rows]


def _total(row: dict[str, Any]) -> dict[str, Any]:
    """The sum over products as a row of ``flow``, which says that it is one."""
    products = row.pop("products")
    undated = ("valid_from", "valid_from_precision", "valid_to", "valid_to_precision", "observed")
    where = f"sum of {products:,} products of {row['nomenclature']} {row['year']}"
    return {**row, **dict.fromkeys(undated), "product": TOTAL, "status": "reported", "locator": where}


def sources_in(found: Iterable[Cell]) -> str:
    """The sources behind some cells, in alphabetical order."""
    return ", ".join(sorted({cell.source for cell in found}))


def first_and_last(keys: Iterable[Key]) -> range:
    """The years from the first to the last of some cells."""
    held: Sequence[int] = sorted({key[2] for key in keys})
    return range(held[0], held[-1] + 1) if held else range(0)
