"""Reads CEPII TradeProd: most-favoured-nation, preferential and applied duties by industry and year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.archives import member
from multipolar.record.sources._coded_years import CodedYears
from multipolar.record.sources._stream import Layout, batches, opened
from multipolar.record.sources.base import ReadContext, Rows

if TYPE_CHECKING:
    import pyarrow as pa

# Parts of one become per cent; the file has single precision, which seven digits hold.
_HUNDRED, _DIGITS = 100.0, 7
_WORLD = "WLD"
# "Food (15t16)": the industry's name, and its ISIC divisions.
_INDUSTRY = re.compile(r".*\((\w+)\)")
_LAYOUT = Layout(
    {
        "year": "whole", "iso3_tp_o": "text", "iso3_tp_d": "text", "pref": "figure", "mfn": "figure",
        "tariff": "figure", "industry": "text",
    },
    known=("trade_comb", "trade_i", "trade_e"),
    required=("year", "iso3_tp_o", "iso3_tp_d", "industry"),
)  # fmt: skip
_REGIMES = (("tariff", "applied"), ("pref", "preferential"))


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the duties as one stream: those on each exporter, then those for all."""
    import pyarrow as pa

    found = _Gathered(context)
    with _stream(files, context) as stream:
        duties = _duties(batches(stream, _LAYOUT, context, "tariff", "TradeProd"), found)
        yield Rows("tariff", pa.RecordBatchReader.from_batches(_schema(), duties))
    found.report()


def _stream(files: Mapping[str, Path], context: ReadContext) -> AbstractContextManager[IO[bytes]]:
    if "archive" in files:
        return member(context.spec.name, files["archive"], "TPe_V*.csv")
    if "table" in files:
        return opened(files["table"], context)
    raise SourceError(context.spec.name, "no file given", "Give TPe_V202401.csv")


def _schema() -> "pa.Schema":
    import pyarrow as pa

    text = ("importer", "exporter", "product", "regime", "locator")
    fields = [pa.field(name, pa.string()) for name in text]
    return pa.schema([*fields, pa.field("year", pa.int64()), pa.field("rate", pa.float64())])


class _Gathered:
    """The importers' rates for all, met once for each exporter, and codes that were refused."""

    def __init__(self, context: ReadContext) -> None:
        self._context = context
        self._codes = CodedYears(context, "cepii")
        self.actors = self._codes.actors
        self.rates: dict[tuple[str, int, str], float] = {}

    def note(self, importers: Any, years: Any, products: Any, rates: Any) -> None:  # noqa: ANN401
        """Keep an importer's rate for all; another one for the same goods is an issue."""
        import pyarrow as pa

        table = pa.table([importers, years, products, rates], names=["i", "y", "p", "r"])
        for row in (
            table.filter(table["r"].is_valid()).group_by(["i", "y", "p", "r"]).aggregate([]).to_pylist()
        ):
            key = (row["i"], row["y"], row["p"])
            if self.rates.setdefault(key, row["r"]) != row["r"]:
                where = f"TradeProd {key[0]} {key[1]} {key[2]}"
                self._context.issue("tariff", where, "another rate for all exporters", str(row["r"]))

    def report(self) -> None:
        """Refused codes as issues."""
        for code, count in sorted(self._codes.refused.items()):
            reason = "the code is no actor of those years"
            self._context.issue("tariff", f"TradeProd {code}", reason, code, count)


def _duties(published: Iterator["pa.RecordBatch"], found: _Gathered) -> Iterator["pa.RecordBatch"]:
    import pyarrow.compute as pc

    for batch in published:
        importer = found.actors(batch["iso3_tp_d"], batch["year"])
        exporter = found.actors(batch["iso3_tp_o"], batch["year"])
        known = pc.and_(pc.is_valid(importer), pc.is_valid(exporter))
        other = pc.and_(known, pc.not_equal(batch["iso3_tp_o"], batch["iso3_tp_d"]))
        product = _products(batch["industry"])
        parts = [c.filter(other) for c in (importer, batch["year"], product, _per_cent(batch["mfn"]))]
        found.note(*parts)
        for column, regime in _REGIMES:
            keep = pc.and_(other, pc.is_valid(batch[column]))
            columns = (importer, exporter, product, batch["year"], _per_cent(batch[column]))
            yield _batch([c.filter(keep) for c in columns], regime)
    yield _for_all(found.rates)


def _products(industries: "pa.Array") -> "pa.Array":
    import pyarrow as pa

    names = industries.dictionary_encode()
    codes = [_INDUSTRY.fullmatch(name) for name in names.dictionary.to_pylist()]
    texts = [
        f"ISIC {code[1]}" if code else name
        for code, name in zip(codes, names.dictionary.to_pylist(), strict=True)
    ]
    return pa.array(texts, pa.string()).take(names.indices)


def _per_cent(rates: "pa.Array") -> "pa.Array":
    import pyarrow.compute as pc

    return pc.round(pc.multiply(rates, _HUNDRED), _DIGITS)


def _batch(parts: Sequence[Any], regime: str) -> "pa.RecordBatch":
    """Rows of one regime from importers, exporters, products, years and rates."""
    import pyarrow as pa

    column = next((name for name, kind in _REGIMES if kind == regime), regime)
    told = [pa.array([text] * len(parts[0]), pa.string()) for text in (regime, f"TradeProd {column}")]
    return pa.RecordBatch.from_arrays([*parts[:3], *told, *parts[3:]], schema=_schema())


def _for_all(rates: Mapping[tuple[str, int, str], float]) -> "pa.RecordBatch":
    import pyarrow as pa

    keys = sorted(rates)
    text = [pa.array(values, pa.string()) for values in (
        [k[0] for k in keys], [_WORLD] * len(keys), [k[2] for k in keys]
    )]  # fmt: skip
    years, values = (
        pa.array([k[1] for k in keys], pa.int64()),
        pa.array([rates[k] for k in keys], pa.float64()),
    )
    return _batch([*text, years, values], "mfn")
