"""Reads the environmental agreements database: agreements from its table, parties from its workbook."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from multipolar.basics.dates import PartialDate
from multipolar.record.sources._common import dated, file_rows, parsed, sheet_rows, table_rows, whole
from multipolar.record.sources.base import ReadContext, Rows

NUMBER = "IEA# (click for add'l info)"
TREATIES = (
    NUMBER, "Inclusion", "Signature Year", "Signature Date", "Date IEA entered into force", "Treaty Name",
    "Treaty Text", "Members", "Agreement Type (level 2)", "Lineage", "Sequence in lineage", "Data",
    "Articles, etc.", "Secretariat", "UNEP Info",
)  # fmt: skip
UNDATED = ("", "0000-00-00")
PARTIES = (
    "country", "mitch_id", "tsig", "inclusion", "treatyname", "tterm", "csig", "crat",
    "ceif3", "ceif4", "ceif5", "ceif6", "ceif7", "ceif8", "ceif9",
)  # fmt: skip


def read(files: Mapping[str, Path], context: ReadContext) -> Iterator[Rows]:
    """Yield agreements, then parties when the workbook is given."""
    rows = file_rows(context.spec.name, files["treaties"], TREATIES)
    agreements = list(parsed(context, "agreement", rows, _agreement))
    yield table_rows("agreement", agreements)
    if "memberships" in files:
        known = {str(row["id"]) for row in agreements}
        parties = sheet_rows(context.spec.name, files["memberships"], "Sheet1", PARTIES)
        found = parsed(context, "party", parties, lambda row: _party(row, known, context))
        yield table_rows("party", (row for row in found if row is not None))


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text.strip() not in UNDATED else None


def _agreement(row: dict[str, str]) -> dict[str, object]:
    number = whole(row[NUMBER])
    return {
        "id": f"IEA-{number}",
        "name": " ".join(row["Treaty Name"].split()),
        "kind": f"environmental {row['Agreement Type (level 2)'].lower()}",
        **dated("signed", _date(row["Signature Date"])),
        **dated("in_force", _date(row["Date IEA entered into force"])),
        "names": [],
        "locator": f"IEA {number}",
    }


def _party(row: dict[str, str], known: set[str], context: ReadContext) -> dict[str, object] | None:
    """A party, or nothing when the row gives no date of the state's own: then it never joined."""
    agreement = f"IEA-{whole(row['mitch_id'])}"
    locator = f"{agreement} {row['country']}"
    signed, ratified, in_force = (_date(row[name]) for name in ("csig", "crat", "ceif3"))
    first = signed or ratified or in_force
    if first is None:
        context.issue("party", locator, "neither signature, ratification nor entry into force is dated")
        return None
    actor = context.actor(row["country"], "name", first.first)
    if actor is None:
        context.issue("party", locator, "no actor of that name on that day", row["country"])
        return None
    if agreement not in known:
        context.issue("party", locator, "its agreement is not in the table", agreement)
        return None
    return {
        "agreement": agreement,
        "actor": actor,
        **dated("signed", signed),
        **dated("ratified", ratified),
        "locator": locator,
        **dated("valid_from", in_force),
    }
