"""Reads CEPII GeoDist: distances, contiguity, languages and colonial links of pairs, and each land's own."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from multipolar.basics.errors import SourceError
from multipolar.record.fetch.archives import extract
from multipolar.record.sources._common import check_header, file_rows, formats_module, table_rows
from multipolar.record.sources.base import ReadContext, Rows

_DISTANCES = {
    "dist": "distance",
    "distcap": "distance_capitals",
    "distw": "distance_weighted",
    "distwces": "distance_weighted_ces",
}
# Each column of noughts and ones: the kind of tie and the value that tells its sort.
_LINKS = {
    "contig": ("contiguity", "contiguous"),
    "comlang_off": ("common_language", "official"),
    "comlang_ethno": ("common_language", "spoken by 9 per cent of both"),
    "colony": ("colonial", "ever"),
    "comcol": ("colonial", "common coloniser after 1945"),
    "curcol": ("colonial", "now"),
    "col45": ("colonial", "after 1945"),
    "smctry": ("colonial", "once one country"),
}
_PAIRS = ("iso_o", "iso_d", *_LINKS, *_DISTANCES)
_LANGUAGES = ("langoff_1", "langoff_2", "langoff_3")
_COLONISERS = ("colonizer1", "colonizer2", "colonizer3", "colonizer4")
_SHORT = ("short_colonizer1", "short_colonizer2", "short_colonizer3")
_LANDS = (
    "iso2", "iso3", "cnum", "country", "pays", "area", "dis_int", "landlocked", "continent", "city_en",
    "city_fr", "lat", "lon", "cap", "maincity", "citynum", *_LANGUAGES, "lang20_1", "lang20_2", "lang20_3",
    "lang20_4", "lang9_1", "lang9_2", "lang9_3", "lang9_4", *_COLONISERS, *_SHORT,
)  # fmt: skip
_MISSING = ("", ".", "NA")
Row = dict[str, object]
Key = tuple[object, object, object, object]


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield ties: of pairs once, the lesser id first; a land's own languages; its colonisers, directed."""
    if not files:
        raise SourceError(context.spec.name, "no file given", "Give dist_cepii.zip and geo_cepii.xls")
    pairs = _pairs(files["distances"], context) if "distances" in files else ()
    lands = _lands(files["lands"], context) if "lands" in files else ()
    held: dict[Key, Row] = {}
    for row in chain(pairs, lands):
        held.setdefault((row["kind"], row["a"], row["b"], row["value"]), row)
    yield table_rows("tie", held.values())


def _table(path: Path, columns: Sequence[str], context: ReadContext) -> Iterator[dict[str, str]]:
    """Rows of a CSV, an Excel workbook, or the workbook in a zip."""
    if path.suffix.lower() == ".zip":
        (path,) = extract(context.spec.name, path, "*.xls", context.scratch)
    if path.suffix.lower() != ".xls":
        yield from file_rows(context.spec.name, path, columns)
        return
    xlrd = formats_module(context.spec.name, "xlrd")
    try:
        sheet = xlrd.open_workbook(path).sheet_by_index(0)
    except xlrd.XLRDError as error:
        raise SourceError(context.spec.name, f"{path.name} is not an Excel workbook ({error})") from None
    names = [str(name).strip() for name in sheet.row_values(0)]
    check_header(context.spec.name, path.name, names, columns)
    for number in range(1, sheet.nrows):
        yield {**dict(zip(names, map(str, sheet.row_values(number)), strict=True)), "#": str(number)}


def _pairs(path: Path, context: ReadContext) -> Iterator[Row]:
    seen: dict[tuple[str, str], str] = {}
    for row in _table(path, _PAIRS, context):
        locator = f"{row['iso_o']}-{row['iso_d']}"
        if row["iso_o"] == row["iso_d"]:
            continue
        a, b = (context.actor(row[side], "cepii") for side in ("iso_o", "iso_d"))
        if a is None or b is None:
            context.issue("tie", locator, "a code is no actor", row["iso_o" if a is None else "iso_d"])
            continue
        pair = (min(a, b), max(a, b))
        if pair in seen:
            continue
        seen[pair] = locator
        yield from _distances(row, pair, locator, context)
        yield from _links(row, pair, locator, context)


def _distances(
    row: Mapping[str, str], pair: tuple[str, str], locator: str, context: ReadContext
) -> Iterator[Row]:
    """Kilometres; a distance that is missing is a tie without a value, not reported."""
    for column, kind in _DISTANCES.items():
        text = row[column].strip()
        try:
            value = None if text in _MISSING else f"{float(text):.3f}"
        except ValueError:
            context.issue("tie", locator, f"{column} is not a figure", text)
            continue
        status = "not_reported" if value is None else "reported"
        yield _tie(kind, pair, value, locator, status=status)


def _links(
    row: Mapping[str, str], pair: tuple[str, str], locator: str, context: ReadContext
) -> Iterator[Row]:
    for column, (kind, value) in _LINKS.items():
        text = row[column].strip().removesuffix(".0")
        if text == "1":
            yield _tie(kind, pair, value, locator)
        elif text != "0":
            context.issue("tie", locator, f"{column} is neither 0 nor 1", text)


def _lands(path: Path, context: ReadContext) -> Iterator[Row]:
    for row in _table(path, _LANDS, context):
        locator = f"{row['iso3']} {row['city_en']}"
        land = context.actor(row["iso3"], "cepii")
        if land is None:
            context.issue("tie", locator, "the code is no actor", row["iso3"])
            continue
        for column in _LANGUAGES:
            if row[column].strip() not in _MISSING:
                yield _tie("language", (land, None), f"official: {row[column].strip()}", locator)
        for columns, value in ((_COLONISERS, "coloniser for long"), (_SHORT, "coloniser for short")):
            for column in columns:
                if row[column].strip() not in _MISSING:
                    yield from _coloniser(row[column].strip(), land, value, locator, context)


def _coloniser(code: str, land: str, value: str, locator: str, context: ReadContext) -> Iterator[Row]:
    coloniser = context.actor(code, "cepii")
    if coloniser is None:
        context.issue("tie", locator, "the coloniser's code is no actor", code)
    elif coloniser != land:
        yield _tie("coloniser", (coloniser, land), value, locator, directed=True)


def _tie(
    kind: str,
    pair: tuple[str, str | None],
    value: str | None,
    locator: str,
    *,
    directed: bool = False,
    status: str = "reported",
) -> Row:
    return {
        "kind": kind,
        "a": pair[0],
        "b": pair[1],
        "directed": directed,
        "value": value,
        "locator": locator,
        "status": status,
    }
