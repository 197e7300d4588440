"""The goods that two sides trade in a year, product by product, with names, shares and suppliers."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from multipolar.basics.errors import AskedWronglyError
from multipolar.measures.trade_goods import YearFile, check_digits, no_goods, product_files, sort_of
from multipolar.measures.trade_names import Names, product_names
from multipolar.measures.trade_sides import Side
from multipolar.record import Record

Direction = Literal["exports", "imports"]
# Of a product's imports, so much from one partner makes it the one supplier.
MOST = 0.9


@dataclass(frozen=True, slots=True)
class Lines:
    """Flows by product of some exporters and importers in a year.

    Attributes:
        year: Calendar year.
        source: The source.
        release: Its release.
        nomenclature: Classification of the products.
        digits: Digits of the codes.
        reporter: Whose figures.
        usd: Current US dollars by exporter, importer and code.
    """

    year: int
    source: str
    release: str
    nomenclature: str
    digits: int
    reporter: str
    usd: Mapping[tuple[str, str, str], float]


@dataclass(frozen=True, slots=True)
class Product:
    """One product that a side exports to the other or imports from it.

    Attributes:
        direction: Of the first side.
        rank: From 1, the largest.
        code: Product code.
        name: Its name, or its chapter's; empty where none is known.
        usd: Current US dollars.
        share: Of all goods in that direction between the two.
        of_side: The partner's share in what the first side exports (imports) of the product to (from) all.
    """

    direction: Direction
    rank: int
    code: str
    name: str
    usd: float
    share: float
    of_side: float


def lines(
    record: Record,
    exporters: Collection[str] | None,
    importers: Collection[str] | None,
    year: int,
    digits: int = 6,
) -> Lines:
    """Flows by product between exporters and importers (``None`` for all) in a year.

    Raises:
        AskedWronglyError: No source in force has goods by product in that year; says what to pull.
    """
    check_digits(digits)
    held: list[tuple[int, int]] = []
    for source, release, path in product_files(record):
        file = YearFile(path, year)
        held += file.spans
        if file.groups:
            nomenclature, reporter = sort_of(file)
            usd = _query(str(path), year, nomenclature, reporter, digits, exporters, importers)
            return Lines(year, source, release, nomenclature, digits, reporter, usd)
    raise no_goods(record, year, held)


def _query(
    path: str, year: int, nomenclature: str, reporter: str, digits: int,
    exporters: Collection[str] | None, importers: Collection[str] | None,
) -> dict[tuple[str, str, str], float]:  # fmt: skip
    import duckdb

    tests, values = "", [path, year, nomenclature, reporter]
    for column, wanted in (("exporter", exporters), ("importer", importers)):
        if wanted is not None:
            tests += f" AND {column} IN ({', '.join('?' * len(wanted)) or 'NULL'})"
            values += list(wanted)
    text = (
        f"SELECT exporter, importer, left(product, {digits}), sum(usd) FROM read_parquet(?) WHERE year = ? "
        f"AND nomenclature = ? AND reporter = ? AND regexp_full_match(product, '[0-9]{{6}}') {tests} "
        "AND usd IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    with duckdb.connect(":memory:") as connection:
        return {(e, i, p): usd for e, i, p, usd in connection.execute(text, values).fetchall()}


def trade_products(
    record: Record, first: Side, second: Side, year: int, digits: int = 6
) -> tuple[tuple[Product, ...], Lines]:
    """The goods that a side exports to another and imports from it, the largest first.

    Args:
        record: The record.
        first: The side whose exports and imports are meant.
        second: Its partner, or the world.
        year: Calendar year.
        digits: 2, 4 or 6 digits of the product code.

    Raises:
        AskedWronglyError: No goods by product in that year, or none between the two.
    """
    members = first.members(year)
    out = lines(record, members, None, year, digits)
    back = lines(record, None, members, year, digits)
    partners = None if second.world else frozenset(second.members(year))
    names = product_names(record, out.nomenclature)
    found = (
        *_ranked("exports", _by_product(out, members, partners, 1), names),
        *_ranked("imports", _by_product(back, members, partners, 0), names),
    )
    if not found:
        raise AskedWronglyError(
            f"{out.source} has no goods between {first.name} and {second.name} in {year}",
            "Below its threshold, or not reported by either side: that is not zero",
        )
    return found, out


def _by_product(
    held: Lines, members: Collection[str], partners: Collection[str] | None, partner_at: int
) -> dict[str, tuple[float, float]]:
    """By code: what is traded with the partners, and with all.

    A group's own members are no partners of it, unless it is asked about with itself.
    """
    inside = partners is not None and set(partners) == set(members)
    found: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for key, usd in held.usd.items():
        partner, code = key[partner_at], key[2]
        if partner in members and not inside:
            continue
        found[code][1] += usd
        if partners is None or partner in partners:
            found[code][0] += usd
    return {code: (with_them, with_all) for code, (with_them, with_all) in found.items() if with_them}


def _ranked(
    direction: Direction, found: Mapping[str, tuple[float, float]], names: Names
) -> tuple[Product, ...]:
    total = sum(usd for usd, _ in found.values())
    ranked = sorted(found.items(), key=lambda pair: (-pair[1][0], pair[0]))
    return tuple(
        Product(direction, rank, code, names.of(code), usd, usd / total, usd / everyone)
        for rank, (code, (usd, everyone)) in enumerate(ranked, 1)
    )


@dataclass(frozen=True, slots=True)
class OneSupplier:
    """A product that a side gets nearly all from one partner.

    Attributes:
        code: Product code.
        name: Its name, or its chapter's.
        supplier: Actor id of the largest supplier.
        share: Of the side's imports of the product.
        usd: The side's imports of the product from all.
    """

    code: str
    name: str
    supplier: str
    share: float
    usd: float


def one_supplier(
    record: Record, importer: Side, year: int, digits: int = 6, least: float = MOST
) -> tuple[tuple[OneSupplier, ...], int, Lines]:
    """Products of which one partner supplies nearly all that a side imports; how many it imports; the lines.

    Raises:
        AskedWronglyError: No goods by product in that year, or a share that is none.
    """
    if not 0 < least <= 1:
        raise AskedWronglyError(
            f"{least:g} is no share of imports", "Write a number above 0 and up to 1, as 0.9"
        )
    members = importer.members(year)
    held = lines(record, None, members, year, digits)
    names = product_names(record, held.nomenclature)
    by_code: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for (exporter, _, code), usd in held.usd.items():
        if exporter not in members and usd > 0:
            by_code[code][exporter] += usd
    found = []
    for code, suppliers in by_code.items():
        largest, total = max(suppliers, key=lambda s: (suppliers[s], s)), sum(suppliers.values())
        if suppliers[largest] >= least * total:
            found.append(OneSupplier(code, names.of(code), largest, suppliers[largest] / total, total))
    return tuple(sorted(found, key=lambda one: (-one.usd, one.code))), len(by_code), held
