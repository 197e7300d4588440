"""Figures 2 and 3: net import reliance of the United States and the shares of its main suppliers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from multipolar.record.sources._common import file_rows
from multipolar.record.sources.base import ReadContext
from multipolar.record.sources.usgs_mcs.value import understand

_FIG2 = (
    "Source", "Import_Share_Order", "Commodity", "Net_Import_Reliance_pct_2025",
    "Major_Import_Sources_2021_24", "Notes",
)  # fmt: skip
_FIG3 = ("Source", "Commodity", "Import_Source_2021_24", "Percent", "NIR", "Critical_Mineral")
_YEAR = 2025
_IMPORTER = "USA"
Shares = dict[str, list[tuple[str, str]]]


def reliances(figure2: Path, figure3: Path | None, context: ReadContext) -> Iterator[dict[str, object]]:
    """One row for each commodity of figure 2, with figure 3's shares where it has them."""
    published = list(file_rows(context.spec.name, figure2, _FIG2))
    shares = _shares(figure3, context) if figure3 else {}
    named = _matched([_name(row["Commodity"]) for row in published], shares)
    for row in published:
        commodity = _name(row["Commodity"])
        locator = f"figure 2, {row['Commodity'].strip()}"
        try:
            value = understand(row["Net_Import_Reliance_pct_2025"])
        except ValueError as error:
            context.issue("reliance", locator, str(error))
            continue
        yield {
            "importer": _IMPORTER,
            "commodity": commodity,
            "year": _YEAR,
            "share": value.number,
            "qualifier": "E" if value.sort == "net_exporter" else value.sign,
            "suppliers": _suppliers(row["Major_Import_Sources_2021_24"], locator, context),
            "supplier_shares": _printed(shares.get(named.get(commodity, ""), []), locator, context),
            "edition": row["Source"].replace("MCS", "MCS "),
            "locator": locator,
            # The edition's last year is always the Survey's estimate.
            "status": "estimated",
        }


def _name(text: str) -> str:
    return text.strip().lower()


def _suppliers(text: str, locator: str, context: ReadContext) -> list[str] | None:
    """Actors in the order printed; ``None`` where the Survey has none available."""
    if text.strip() == "NA":
        return None
    found = []
    for name in text.split(","):
        actor = context.actor(name.strip(), "name")
        if actor is None:
            context.issue("reliance", locator, "the supplier is no actor", name.strip())
        else:
            found.append(actor)
    return found


def _shares(figure3: Path, context: ReadContext) -> Shares:
    """Supplier and per cent by commodity, in the order printed."""
    found: Shares = defaultdict(list)
    for row in file_rows(context.spec.name, figure3, _FIG3):
        if row["Import_Source_2021_24"] != "NA":
            found[_name(row["Commodity"])].append(
                (row["Import_Source_2021_24"].strip(), row["Percent"].strip())
            )
    return dict(found)


def _matched(commodities: list[str], shares: Shares) -> Mapping[str, str]:
    """Figure 3's name of each of figure 2's commodities: the same, or the only one with its first word."""
    firsts: dict[str, list[str]] = defaultdict(list)
    for name in commodities:
        firsts[_first(name)].append(name)
    matched = {name: name for name in commodities if name in shares}
    for name in shares:
        alone = firsts.get(_first(name), [])
        if name not in matched.values() and len(alone) == 1 and alone[0] not in matched:
            matched[alone[0]] = name
    return matched


def _first(name: str) -> str:
    return name.split(",")[0].split("(")[0].strip()


def _printed(shares: list[tuple[str, str]], locator: str, context: ReadContext) -> list[str] | None:
    if not shares:
        return None
    found = []
    for name, per_cent in shares:
        actor = "other" if name == "Other" else context.actor(name, "name")
        if actor is None:
            context.issue("reliance", locator, "the supplier is no actor", name)
        else:
            found.append(f"{actor}:{per_cent}")
    return found
