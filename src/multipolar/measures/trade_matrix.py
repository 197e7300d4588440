"""The matrix of a year's trade between countries, with sales at home, for a model of the world economy."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError, reason
from multipolar.measures.trade_cells import cells
from multipolar.measures.trade_gaps import pullable
from multipolar.record import Record

if TYPE_CHECKING:
    import numpy as np

    from multipolar.models.equilibrium import Economy

GDP = "NY.GDP.MKTP.CD"
# Gross output of a whole economy is about twice its product in the world's input-output tables.
OUTPUT_TO_PRODUCT = 2.0
# A country that trades with fewer than this part of the others, either way, is not described by its figures.
_LEAST_PARTNERS = 0.1
_LEAST_COUNTRIES = 20
_COLUMNS = ("exporter", "importer", "usd")


@dataclass(frozen=True, slots=True)
class TradeMatrix:
    """Trade between countries in one year from one source.

    Attributes:
        economy: The flows in current US dollars, labelled with actor ids.
        year: Calendar year; ``None`` for a file that a person gave.
        source: The source of the flows, with its reporter and release, in words.
        home: How sales at home were found, in words.
        silent: Pairs without a figure, which the model takes as no trade.
        left_out: Countries that are not in the model, each with the reason.
    """

    economy: "Economy"
    year: int | None
    source: str
    home: str
    silent: int
    left_out: Mapping[str, str]

    @property
    def actors(self) -> tuple[str, ...]:
        """Actor ids in the order of rows and columns."""
        return self.economy.labels

    def place(self, actor: str) -> int:
        """Row and column of an actor.

        Raises:
            AskedWronglyError: It is not in the model, with the reason.
        """
        if actor in self.actors:
            return self.actors.index(actor)
        name = actors.get(actor).name
        why = self.left_out.get(actor, "the source has no figure of it")
        raise AskedWronglyError(f"{name} is not in the model: {why}", "Choose another year or another source")


def record_matrix(record: Record, year: int, output_to_product: float = OUTPUT_TO_PRODUCT) -> TradeMatrix:
    """The matrix of a year from the fullest source of the record; two sources are never mixed.

    Sales at home are output less exports, output being product times `output_to_product`.

    Raises:
        AskedWronglyError: No source has a full matrix of the year, or no product is known; with what to pull.
    """
    if not output_to_product > 0:
        raise AskedWronglyError("The ratio of output to product is not above zero", "Write 2")
    flows, source = _fullest(record, year)
    product = _product(record, year)
    left_out: dict[str, str] = {}
    kept = _connected(flows, left_out)
    both = len(set(kept) & set(product))
    if len(kept) >= _LEAST_COUNTRIES > both:
        raise AskedWronglyError(
            f"The record has trade of {len(kept)} countries in {year} and the product of {both}",
            f"Pull world_bank ({GDP}), choose another year, or give --flows FILE",
        )
    for actor in [a for a in kept if a not in product]:
        left_out[actor] = f"the record has no product of {year} ({GDP})"
    kept = [a for a in kept if a in product]
    kept = _with_home(flows, product, kept, output_to_product, left_out)
    if len(kept) < _LEAST_COUNTRIES:
        raise _no_matrix(record, year, len(flows))
    matrix, silent = _filled(flows, kept)
    for i, actor in enumerate(kept):
        matrix[i, i] = output_to_product * product[actor] - matrix[i].sum()
    home = f"product of {year} (World Bank, {GDP}) times {output_to_product:g}, less exports"
    return TradeMatrix(_economy(matrix, kept), year, source, home, silent, left_out)


def file_matrix(path: Path) -> TradeMatrix:
    """The matrix of a file with columns exporter, importer and usd, sales at home among its rows.

    Raises:
        AskedWronglyError: A file that cannot be read, other columns, a pair twice, a country without sales at
            home, or an amount that is none.
    """
    flows: dict[tuple[str, str], float] = {}
    for number, row in read_rows(path, _COLUMNS):
        pair = (actors.find(row["exporter"]).id, actors.find(row["importer"]).id)
        if pair in flows:
            raise AskedWronglyError(f"{path}, line {number}: {pair[0]} to {pair[1]} stands there twice")
        flows[pair] = number_in(path, number, row, "usd")
    names = sorted({actor for pair in flows for actor in pair})
    if missing := [n for n in names if (n, n) not in flows]:
        raise AskedWronglyError(
            f"{path} has no sales at home of {', '.join(missing[:5])}",
            "Add a row from each country to itself",
        )
    matrix, silent = _filled(flows, names)
    for i, name in enumerate(names):
        matrix[i, i] = flows[name, name]
    return TradeMatrix(_economy(matrix, names), None, str(path), "as in the file", silent, {})


def read_rows(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Rows of a CSV file with their line numbers.

    Raises:
        AskedWronglyError: A file that cannot be read, that lacks a column, or that has no rows.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AskedWronglyError(
            f"{path} cannot be read: {reason(error)}", "Give a CSV file in UTF-8"
        ) from error
    lines = csv.DictReader(text.splitlines())
    if lacking := [c for c in columns if c not in (lines.fieldnames or ())]:
        raise AskedWronglyError(
            f"{path} has no column {', '.join(lacking)}", f"Columns: {', '.join(columns)}"
        )
    rows = [(lines.line_num, {k: v or "" for k, v in row.items() if k}) for row in lines]
    if not rows:
        raise AskedWronglyError(f"{path} has no rows")
    return rows


def number_in(path: Path, line: int, row: Mapping[str, str], column: str) -> float:
    """A number of one row.

    Raises:
        AskedWronglyError: It is none.
    """
    try:
        return float(row[column])
    except ValueError:
        raise AskedWronglyError(f"{path}, line {line}: {column} is {row[column]!r}, no number") from None


def _fullest(record: Record, year: int) -> tuple[dict[tuple[str, str], float], str]:
    """The flows of the source and reporter that know most pairs, with their source in words."""
    held = {
        key: cell for key, cell in cells(record, None, None, range(year, year + 1)).items()
        if cell.usd is not None and "WLD" not in key[:2]
    }  # fmt: skip
    counts = Counter((cell.source, cell.release, key[3]) for key, cell in held.items())
    if not counts:
        raise _no_matrix(record, year, 0)
    (source, release, reporter), _ = max(counts.items(), key=lambda item: (item[1], item[0]))
    flows = {
        key[:2]: float(cell.usd) for key, cell in held.items()
        if (cell.source, cell.release, key[3]) == (source, release, reporter) and cell.usd is not None
    }  # fmt: skip
    told = {"exporter": "as exporters report", "importer": "as importers report"}
    return flows, f"{source} {release}, {told.get(reporter, 'reconciled')}"


def _connected(flows: Mapping[tuple[str, str], float], left_out: dict[str, str]) -> list[str]:
    """States and territories that trade with enough of the others both ways."""
    traded = [pair for pair, usd in flows.items() if usd > 0]
    sold, bought = Counter(a for a, _ in traded), Counter(b for _, b in traded)
    names = sorted({actor for pair in flows for actor in pair})
    least = _LEAST_PARTNERS * len(names)
    for name in names:
        if min(sold[name], bought[name]) < least:
            left_out[name] = (
                f"the source has its exports to {sold[name]} and its imports from {bought[name]} only"
            )
    return [n for n in names if n not in left_out]


def _with_home(
    flows: Mapping[tuple[str, str], float],
    product: Mapping[str, float],
    kept: list[str],
    ratio: float,
    left_out: dict[str, str],
) -> list[str]:
    """Those who sell something at home by the rule: a port of transit may export more than its output."""
    inside = set(kept)
    exports: dict[str, float] = dict.fromkeys(kept, 0.0)
    for (a, b), usd in flows.items():
        if a in inside and b in inside and a != b:
            exports[a] += usd
    for name in [n for n in kept if ratio * product[n] <= exports[n]]:
        left_out[name] = f"its exports exceed {ratio:g} times its product, so that no sales at home are left"
    return [n for n in kept if n not in left_out]


def _product(record: Record, year: int) -> dict[str, float]:
    from multipolar.record.prefer import preferred

    rows = record.rows("indicator", {"code": GDP, "year": year})
    found = preferred(record, "indicator", [r for r in rows if r["value"] is not None], ("actor", "year"))
    return {row["actor"]: float(row["value"]) for row in found}


def _filled(flows: Mapping[tuple[str, str], float], names: Sequence[str]) -> "tuple[np.ndarray, int]":
    """Flows between some countries; pairs without a figure are zero, and counted."""
    import numpy as np

    matrix = np.zeros((len(names), len(names)))
    at = {name: i for i, name in enumerate(names)}
    known = 0
    for (a, b), usd in flows.items():
        if a != b and a in at and b in at:
            matrix[at[a], at[b]] = usd
            known += 1
    return matrix, len(names) * (len(names) - 1) - known


def _economy(matrix: "np.ndarray", names: Sequence[str]) -> "Economy":
    from multipolar.models.equilibrium import economy

    return economy(matrix, tuple(names))


def _no_matrix(record: Record, year: int, pairs: int) -> AskedWronglyError:
    full = [name for name in pullable(record, year) if name in ("baci", "cow_trade")]
    could = (
        f"Pull {' or '.join(full)} (`multipolar record pull {full[0]}`), or"
        if full
        else "Choose another year, or"
    )
    held = f"figures of {pairs:,} pairs" if pairs else "no trade of countries"
    return AskedWronglyError(
        f"The record has {held} in {year}, no full matrix of trade", f"{could} give --flows FILE"
    )
