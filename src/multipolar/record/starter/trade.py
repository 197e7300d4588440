"""Goods traded by Russia with Latin America and the Caribbean, and import reliance of the United States."""

from collections.abc import Iterator

from multipolar.record.starter.rows import Row, facts, locator, parts

_MILLION = 1_000_000


def flows() -> Iterator[Row]:
    """Rows of ``flow``: all goods, one direction, one year, one reporter."""
    for fact in facts("trade"):
        yield {
            "exporter": fact["exporter"],
            "importer": fact["importer"],
            "year": int(fact["year"]),
            "product": "TOTAL",
            "nomenclature": "total",
            "reporter": fact["reporter"],
            "usd": round(float(fact["musd"]) * _MILLION, 2),
            "status": fact["status"],
            "locator": locator(fact),
        }


def reliance() -> Iterator[Row]:
    """Rows of ``reliance``: net import reliance of the United States, as the Geological Survey prints it."""
    for fact in facts("reliance"):
        yield {
            "importer": "USA",
            "commodity": fact["commodity"].lower(),
            "year": int(fact["year"]),
            "share": float(fact["share"]) if fact["share"] else None,
            "qualifier": fact["qualifier"] or None,
            "suppliers": parts(fact["suppliers"]),
            "supplier_shares": parts(fact["supplier_shares"]),
            "edition": fact["edition"],
            "locator": locator(fact),
        }
