"""Reads BACI: the yearly files of its zip, streamed; numeric codes become actors, and products keep names."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.archives import Limits, listing, member
from multipolar.record.sources._common import csv_rows, table_rows
from multipolar.record.sources._stream import Layout, ahead, batches
from multipolar.record.sources.base import ReadContext, Rows

if TYPE_CHECKING:
    import pyarrow as pa

# 29 years of HS92 unpack to some 8 GB; members are streamed, so nothing of that reaches the disk.
_LIMITS = Limits(total=40_000_000_000)
_YEARLY = re.compile(r"(?:.*/)?BACI_(?P<hs>HS\d\d)_Y(?P<year>\d{4})_(?P<stamp>V\d{6}\w?)\.csv", re.I)
# Country codes were renamed between V202201 and V202301; the code itself was not.
_COUNTRIES = (
    ("country_code", "country_name", "country_iso2", "country_iso3"),
    (
        "country_code", "country_name_abbreviation", "country_name_full", "iso_2digit_alpha",
        "iso_3digit_alpha",
    ),
)  # fmt: skip
_FLOWS = Layout(
    {"t": "whole", "i": "whole", "j": "whole", "k": "text", "v": "figure", "q": "figure"},
    required=("t", "i", "j", "k", "v"),
)
# v is in thousands of current US dollars.
_THOUSAND = 1000.0


@dataclass(frozen=True, slots=True)
class _Yearly:
    """One yearly file of the zip."""

    name: str
    nomenclature: str
    year: int
    stamp: str


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Codes in Arrow and, at the same place, what each means; repeated meanings share a position."""

    codes: "pa.Array"
    positions: "pa.Array"
    meanings: "pa.Array"

    def of(self, column: "pa.Array") -> "pa.DictionaryArray":
        """Meanings of a column of codes, dictionary-coded; null where the code is not held."""
        import pyarrow as pa
        import pyarrow.compute as pc

        found = self.positions.take(pc.index_in(column, self.codes))
        return pa.DictionaryArray.from_arrays(found, self.meanings)


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the flows of each year as a stream; nothing is held but one block of rows."""
    import pyarrow as pa

    path = files["archive"]
    yearly = _yearly(path, context)
    countries = _countries(path, context)
    described = _described(path, yearly[0], context)
    products = _products(described)
    done = 0
    for file in yearly:
        stream = ahead(_flows(path, file, countries, products, context, done))
        first = next(stream, None)
        if first is None:
            raise SourceError(context.spec.name, f"{file.name} holds no flow", "Download it again")
        counted = _Counted(first, stream)
        yield Rows("flow", pa.RecordBatchReader.from_batches(first.schema, counted))
        done += counted.rows
    yield table_rows("product", _names(described, yearly[0].nomenclature))


class _Counted:
    """A stream of batches whose first was already taken, counted as it is read."""

    def __init__(self, first: "pa.RecordBatch", rest: Iterator["pa.RecordBatch"]) -> None:
        self.rows = 0
        self._first = first
        self._rest = rest

    def __iter__(self) -> Iterator["pa.RecordBatch"]:
        self.rows += self._first.num_rows
        yield self._first
        for batch in self._rest:
            self.rows += batch.num_rows
            yield batch


def _yearly(path: Path, context: ReadContext) -> list[_Yearly]:
    """The yearly files in order; one nomenclature and one release, or the source stops."""
    matches = [match for name in listing(context.spec.name, path) if (match := _YEARLY.fullmatch(name))]
    found = [_Yearly(m[0], m["hs"].upper(), int(m["year"]), m["stamp"].upper()) for m in matches]
    if not found:
        raise SourceError(
            context.spec.name, f"{path.name} holds no yearly file like BACI_HS92_Y2021_V202601.csv"
        )
    kinds = {(file.nomenclature, file.stamp) for file in found}
    if len(kinds) > 1 or len({file.year for file in found}) < len(found):
        mixed = ", ".join(sorted(" ".join(kind) for kind in kinds))
        raise SourceError(
            context.spec.name,
            f"{path.name} mixes releases, nomenclatures or years: {mixed}",
            "Give the archive as CEPII publishes it",
        )
    return sorted(found, key=lambda file: file.year)


def _countries(path: Path, context: ReadContext) -> _Lookup:
    """Actors by BACI's country codes, the refused ones left out."""
    codes, names = [], []
    for row in _listed(path, "country_codes*.csv", _COUNTRIES, context):
        actor = context.actor(row["country_code"], "baci")
        if actor is not None:
            codes.append(int(row["country_code"]))
            names.append(actor)
    return _lookup(codes, names)


def _described(path: Path, file: _Yearly, context: ReadContext) -> dict[str, str]:
    """Descriptions of the products by six-digit code."""
    rows = _listed(path, f"product_codes_{file.nomenclature}_*.csv", (("code", "description"),), context)
    return {row["code"].zfill(6): row["description"].strip() for row in rows}


def _products(described: Mapping[str, str]) -> _Lookup:
    """Six-digit product codes, also without the leading zeros that some tools drop."""
    codes = list(described)
    short = [code.lstrip("0") for code in codes if code.startswith("0")]
    return _lookup([*codes, *short], [*codes, *(code.zfill(6) for code in short)])


def _names(described: Mapping[str, str], nomenclature: str) -> Iterator[dict[str, object]]:
    """A row for each product that has a description."""
    for code, name in described.items():
        if name:
            locator = f"product_codes {code}"
            yield {"nomenclature": nomenclature, "code": code, "name": name, "locator": locator}


def _listed(
    path: Path, pattern: str, layouts: Sequence[Sequence[str]], context: ReadContext
) -> Iterator[dict[str, str]]:
    """Rows of a code list, in UTF-8 or Latin-1 by release. Of the countries' list only codes are used."""
    with member(context.spec.name, path, pattern) as stream:
        content = stream.read()
    try:
        text = io.StringIO(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        text = io.StringIO(content.decode("latin-1"))
    header = next(csv.reader([text.readline()]), [])
    text.seek(0)
    known = next((layout for layout in layouts if set(layout) == set(header)), layouts[0])
    yield from csv_rows(context.spec.name, text, pattern.replace("*", ""), known)


def _lookup(codes: Sequence[int] | Sequence[str], meanings: Sequence[str]) -> _Lookup:
    import pyarrow as pa

    unique = list(dict.fromkeys(meanings))
    place = {meaning: position for position, meaning in enumerate(unique)}
    positions = pa.array([place[meaning] for meaning in meanings], pa.int32())
    return _Lookup(pa.array(codes), positions, pa.array(unique, pa.string()))


def _flows(
    path: Path, file: _Yearly, countries: _Lookup, products: _Lookup, context: ReadContext, done: int
) -> Iterator["pa.RecordBatch"]:
    """One year's flows; rows of refused countries and unknown products are counted and left out."""
    import pyarrow.compute as pc

    refused: Counter[tuple[str, str]] = Counter()
    short = file.name.rsplit("/", 1)[-1]
    with member(context.spec.name, path, short, _LIMITS) as stream:
        for batch in batches(stream, _FLOWS, context, "flow", short, done):
            if batch.num_rows and pc.min_max(batch["t"]).as_py() != {"min": file.year, "max": file.year}:
                raise SourceError(context.spec.name, f"{short} holds years other than {file.year}")
            exporter, importer = countries.of(batch["i"]), countries.of(batch["j"])
            product = products.of(batch["k"])
            columns = [exporter, importer, product, batch["t"], batch["v"], batch["q"]]
            yield _canonical(columns, _whole(batch, columns, refused), file, short)
    for (column, code), count in sorted(refused.items()):
        what = {"i": "exporter", "j": "importer", "k": "product"}[column]
        context.issue("flow", f"{short} {what} {code}", f"{what} code refused", code, count)


def _whole(batch: "pa.RecordBatch", columns: Sequence[Any], refused: Counter[tuple[str, str]]) -> Any:  # noqa: ANN401
    """Which rows have both actors and a product; ``None`` for all. The others are counted by code."""
    import pyarrow.compute as pc

    keep: Any = None
    for name, column in zip("ijk", columns[:3], strict=True):
        if not column.null_count:
            continue
        valid = pc.is_valid(column)
        for entry in pc.value_counts(batch[name].filter(pc.invert(valid))).to_pylist():
            refused[name, str(entry["values"])] += entry["counts"]
        keep = valid if keep is None else pc.and_(keep, valid)
    return keep


def _canonical(columns: Sequence[Any], keep: Any, file: _Yearly, locator: str) -> "pa.RecordBatch":  # noqa: ANN401
    import pyarrow as pa
    import pyarrow.compute as pc

    exporter, importer, product, year, value, quantity = (
        columns if keep is None else [column.filter(keep) for column in columns]
    )
    rows = len(year)
    return pa.RecordBatch.from_pydict(
        {
            "exporter": exporter,
            "importer": importer,
            "year": year,
            "product": product,
            "nomenclature": _same(file.nomenclature, rows),
            "reporter": _same("reconciled", rows),
            "usd": pc.multiply(value, _THOUSAND),
            "tonnes": quantity,
            "locator": _same(locator, rows),
        }
    )


def _same(text: str, rows: int) -> "pa.DictionaryArray":
    import numpy as np
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int32)), pa.array([text]))
