"""Reads CEPII Gravity: total and manufactured trade of pairs, trade agreements, product and population."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import SourceError
from multipolar.record.fetch.archives import member
from multipolar.record.sources._coded_years import CodedYears
from multipolar.record.sources._common import after, dated, table_rows
from multipolar.record.sources._spells import spells
from multipolar.record.sources._stream import Layout, batches, opened
from multipolar.record.sources.base import ReadContext, Rows

if TYPE_CHECKING:
    import pyarrow as pa

# Flows and product are in thousands of current US dollars.
_THOUSAND = 1000.0
_FLOWS = {
    "tradeflow_comtrade_o": ("TOTAL", "exporter"),
    "tradeflow_comtrade_d": ("TOTAL", "importer"),
    "tradeflow_baci": ("TOTAL", "reconciled"),
    "manuf_tradeflow_baci": ("MANUFACTURES", "reconciled"),
}
_INDICATORS = {
    "gdp": "thousands of current US dollars",
    "gdp_ppp": "thousands of current international dollars",
    "pop": "thousands of persons",
}
_IDENTITY = ("year", "iso3_o", "iso3_d", "country_exists_o", "country_exists_d")
# Distances, languages and colonial links are GeoDist's; the Fund's flows are imf_dots'; memberships, legal
# origins and entry costs are other publishers' and better had from them.
_UNUSED = (
    "country_id_o country_id_d iso3num_o iso3num_d gmt_offset_2020_o gmt_offset_2020_d distw_harmonic "
    "distw_arithmetic distw_harmonic_jh distw_arithmetic_jh dist main_city_source_o main_city_source_d "
    "distcap contig diplo_disagreement scaled_sci_2021 comlang_off comlang_ethno comcol col45 legal_old_o "
    "legal_old_d legal_new_o legal_new_d comleg_pretrans comleg_posttrans transition_legalchange comrelig "
    "heg_o heg_d col_dep_ever col_dep col_dep_end_year col_dep_end_conflict empire sibling_ever sibling "
    "sever_year sib_conflict gdpcap_o gdpcap_d pop_source_o pop_source_d gdp_source_o gdp_source_d "
    "gdpcap_ppp_o gdpcap_ppp_d pop_pwt_o pop_pwt_d gdp_ppp_pwt_o gdp_ppp_pwt_d gatt_o gatt_d wto_o wto_d "
    "eu_o eu_d fta_wto_raw rta_coverage rta_type entry_cost_o entry_cost_d entry_proc_o entry_proc_d "
    "entry_time_o entry_time_d entry_tp_o entry_tp_d tradeflow_imf_o tradeflow_imf_d"
)
_LAYOUT = Layout(
    {
        "year": "whole", "iso3_o": "text", "iso3_d": "text", "country_exists_o": "whole",
        "country_exists_d": "whole", "fta_wto": "figure",
        **{f"{name}_{side}": "figure" for name in _INDICATORS for side in "od"},
        **dict.fromkeys(_FLOWS, "figure"),
    },
    known=tuple(_UNUSED.split()),
    required=_IDENTITY,
)  # fmt: skip


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield the flows as a stream; what is small is gathered beside and yielded after."""
    import pyarrow as pa

    found = _Gathered(context)
    with _stream(files, context) as stream:
        flows = _flows(batches(stream, _LAYOUT, context, "flow", "Gravity"), found)
        yield Rows("flow", pa.RecordBatchReader.from_batches(_schema(), flows))
    found.report()
    yield table_rows("indicator", found.indicators())
    yield table_rows("tie", found.agreements())


def _stream(files: Mapping[str, Path], context: ReadContext) -> AbstractContextManager[IO[bytes]]:
    if "archive" in files:
        return member(context.spec.name, files["archive"], "Gravity_V*.csv")
    if "table" in files:
        return opened(files["table"], context)
    raise SourceError(context.spec.name, "no file given", "Give Gravity_csv_V202211.zip")


def _schema() -> "pa.Schema":
    import pyarrow as pa

    text = ("exporter", "importer", "product", "nomenclature", "reporter", "locator")
    fields = [pa.field(name, pa.string()) for name in text]
    return pa.schema([*fields, pa.field("year", pa.int64()), pa.field("usd", pa.float64())])


class _Gathered:
    """Indicators and agreement years met on the way, and codes that were refused."""

    def __init__(self, context: ReadContext) -> None:
        self._context = context
        self._codes = CodedYears(context, "cepii")
        self.actors = self._codes.actors
        self._figures: dict[tuple[str, str, int], float] = {}
        self._years: dict[tuple[str, str], set[int]] = {}
        self._last = 0

    def note(self, batch: "pa.RecordBatch", origin: "pa.Array", destination: "pa.Array") -> None:
        """Keep a batch's indicators of both sides and the years of its agreements."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not batch.num_rows:
            return
        self._last = max(self._last, pc.max(batch["year"]).as_py())
        for side, actors in (("o", origin), ("d", destination)):
            for name in _INDICATORS:
                known = pc.and_(pc.is_valid(actors), pc.is_valid(batch[f"{name}_{side}"]))
                columns = (actors, batch["year"], batch[f"{name}_{side}"])
                table = pa.table([c.filter(known) for c in columns], names=["actor", "year", "value"])
                for row in table.group_by(["actor", "year"]).aggregate([("value", "max")]).to_pylist():
                    self._figures.setdefault((row["actor"], name, row["year"]), row["value_max"])
        agreed = pc.fill_null(pc.equal(batch["fta_wto"], 1), False)
        agreed = pc.and_(agreed, pc.and_(pc.is_valid(origin), pc.is_valid(destination)))
        columns = (origin, destination, batch["year"])
        for a, b, year in zip(*(c.filter(agreed).to_pylist() for c in columns), strict=True):
            if a != b:
                self._years.setdefault((min(a, b), max(a, b)), set()).add(year)

    def report(self) -> None:
        """Refused codes as issues."""
        for code, count in sorted(self._codes.refused.items()):
            self._context.issue("flow", f"Gravity {code}", "the code is no actor of those years", code, count)

    def indicators(self) -> Iterator[dict[str, object]]:
        """One row for each actor, indicator and year that has a figure."""
        for (actor, name, year), value in sorted(self._figures.items()):
            unit = _INDICATORS[name]
            locator = f"Gravity {name} {actor} {year}"
            yield {
                "actor": actor,
                "code": name,
                "year": year,
                "value": value,
                "unit": unit,
                "locator": locator,
            }

    def agreements(self) -> Iterator[dict[str, object]]:
        """Spells in which a pair had a regional trade agreement notified to the WTO."""
        for (a, b), years in sorted(self._years.items()):
            for first, last in spells(years):
                end = {} if last == self._last else dated("valid_to", after(PartialDate(last)))
                yield {
                    "kind": "trade_agreement",
                    "a": a,
                    "b": b,
                    "directed": False,
                    "value": "notified to the WTO",
                    "locator": f"Gravity fta_wto {a}-{b} {first}-{last}",
                    **dated("valid_from", PartialDate(first)),
                    **end,
                }


def _flows(published: Iterator["pa.RecordBatch"], found: _Gathered) -> Iterator["pa.RecordBatch"]:
    """Flows that have a figure; a blank is not reported or none, the file does not tell, and gives no row."""
    import pyarrow.compute as pc

    for whole in published:
        exist = pc.and_(pc.equal(whole["country_exists_o"], 1), pc.equal(whole["country_exists_d"], 1))
        batch = whole.filter(exist)
        origin = found.actors(batch["iso3_o"], batch["year"])
        destination = found.actors(batch["iso3_d"], batch["year"])
        found.note(batch, origin, destination)
        known = pc.and_(pc.is_valid(origin), pc.is_valid(destination))
        other = pc.and_(known, pc.not_equal(batch["iso3_o"], batch["iso3_d"]))
        for column in _FLOWS:
            yield _flow(batch, column, origin, destination, pc.and_(other, pc.is_valid(batch[column])))


def _flow(batch: Any, column: str, origin: Any, destination: Any, keep: Any) -> "pa.RecordBatch":  # noqa: ANN401
    import pyarrow as pa
    import pyarrow.compute as pc

    product, reporter = _FLOWS[column]
    year = batch["year"].filter(keep)
    columns = {
        "exporter": origin.filter(keep),
        "importer": destination.filter(keep),
        "product": pa.array([product] * len(year), pa.string()),
        "nomenclature": pa.array(["total"] * len(year), pa.string()),
        "reporter": pa.array([reporter] * len(year), pa.string()),
        "locator": pa.array([f"Gravity {column}"] * len(year), pa.string()),
        "year": year,
        "usd": pc.multiply(batch[column].filter(keep), _THOUSAND),
    }
    return pa.RecordBatch.from_arrays(list(columns.values()), schema=_schema())
