"""The canonical tables of the record: every column with its type, meaning, and the key of each table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

ColumnType = Literal["string", "int64", "float64", "bool", "date", "list<string>"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, whether it may be empty, and what it means (with its unit)."""

    name: str
    type: ColumnType
    meaning: str
    nullable: bool = True
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table. ``key`` is unique within a release; ``shared`` columns follow its own."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    shared: tuple[Column, ...] | None = None

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Its own columns, then the shared ones."""
        return self.columns + (SHARED if self.shared is None else self.shared)

    def arrow(self) -> "pa.Schema":
        """The Arrow schema of the table as stored, shared columns included."""
        import pyarrow as pa

        types = {
            "string": pa.string(), "int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_(),
            "date": pa.date32(), "list<string>": pa.list_(pa.string()),
        }  # fmt: skip
        return pa.schema([pa.field(c.name, types[c.type], c.nullable) for c in self.all_columns])


def _required(name: str, meaning: str, *allowed: str, of: ColumnType = "string") -> Column:
    return Column(name, of, meaning, nullable=False, allowed=allowed)


def _text(name: str, meaning: str, *allowed: str) -> Column:
    return Column(name, "string", meaning, allowed=allowed)


def _whole(name: str, meaning: str) -> Column:
    return Column(name, "int64", meaning)


def _number(name: str, meaning: str) -> Column:
    return Column(name, "float64", meaning)


def _date(name: str, meaning: str) -> tuple[Column, Column]:
    return (
        Column(name, "date", meaning),
        Column(
            f"{name}_precision", "string", f"how finely {name} is known", allowed=("year", "month", "day")
        ),
    )


PRECISIONS = ("year", "month", "day")
STATUSES = ("reported", "estimated", "mirror", "not_reported")

SHARED: tuple[Column, ...] = (
    _required("source", "the source's name"),
    _required("release", "the release of the source that holds the row"),
    _required("locator", "where in the source: document symbol, page, row key"),
    *_date("valid_from", "first day on which the row holds"),
    *_date("valid_to", "first day on which it no longer holds (half-open); empty when it still does"),
    Column("observed", "date", "when the source said so"),
    _required(
        "status",
        "reported by the publisher, estimated, taken from the partner's report, or known to be not reported",
        *STATUSES,
    ),
)

_TABLES = (
    Table(
        "actor",
        "states, territories, organisations and regions, dated",
        (
            _required("id", "identifier used by every other table"),
            _required("kind", "sort of actor", "state", "territory", "organisation", "region"),
            _required("name", "short English name"),
            _text("iso2", "ISO 3166-1 alpha-2"),
            _text("iso3", "ISO 3166-1 alpha-3"),
            _text("m49", "UN M49 code, three digits"),
            _whole("cow", "Correlates of War state number"),
            _whole("gw", "Gleditsch-Ward state number"),
            *_date("since", "first day as that actor"),
            *_date("until", "last day as that actor"),
            Column("predecessor", "list<string>", "actors it followed"),
            Column("successor", "list<string>", "actors that followed it"),
        ),
        ("id",),
    ),
    Table(
        "actor_name",
        "names of actors by language, dated by valid_from and valid_to",
        (
            _required("actor", "actor id"),
            _required("language", "two letters"),
            _required("text", "the name"),
            _required("form", "sort of name"),
        ),
        ("actor", "language", "text", "form", "valid_from"),
    ),
    Table(
        "membership",
        "spells of actors in organisations, dated by valid_from and valid_to",
        (
            _required("organisation", "organisation id"),
            _required("actor", "actor id"),
            _required(
                "role",
                "standing in the organisation",
                "member",
                "founding",
                "associate",
                "observer",
                "partner",
                "candidate",
                "applicant",
                "invited",
                "suspended",
                "withdrawn",
            ),
            _text("notes", "what a reader should know"),
        ),
        ("organisation", "actor", "role", "valid_from"),
    ),
    Table(
        "rollcall",
        "decisions put to the vote",
        (
            _required("id", "resolution symbol (A/RES/68/262), with #... for a vote on a part of it"),
            _required("body", "who voted", "GA", "SC"),
            _text("session", "session of the body"),
            *_date("date", "day of the vote"),
            _text("title", "official title"),
            Column("topics", "list<string>", "subjects or issue codes as the source gives them"),
            Column("names", "list<string>", "names people use for it"),
            Column(
                "marks",
                "list<string>",
                "marks the source gives it, as us-important (an important vote by the lists of the US "
                "Department of State); empty when the source does not tell",
            ),
            _whole("yes", "votes in favour, official tally"),
            _whole("no", "votes against"),
            _whole("abstain", "abstentions"),
            _whole("absent", "members not voting"),
            _required("part", "what was voted on", "whole", "paragraph", "amendment", "motion"),
            _required("modality", "how it was decided", "recorded", "without_vote", "unrecorded"),
            _text("outcome", "what came of it", "adopted", "rejected", "vetoed"),
            _text("draft", "symbol of the draft"),
            _text("meeting", "symbol of the meeting record"),
        ),
        ("id",),
    ),
    Table(
        "vote",
        "how each member voted in each roll call",
        (
            _required("rollcall", "rollcall id"),
            _required("actor", "actor id"),
            _required("choice", "the vote", "yes", "no", "abstain", "absent"),
        ),
        ("rollcall", "actor"),
    ),
    Table(
        "flow",
        "goods traded between two actors in a year",
        (
            _required("exporter", "actor id"),
            _required("importer", "actor id, or WLD for the world"),
            _required("year", "calendar year", of="int64"),
            _required("product", "product code, TOTAL for all goods"),
            _required("nomenclature", "classification of the product code (HS92, HS17, SITC, total)"),
            _text("reporter", "whose figures", "exporter", "importer", "reconciled"),
            _number("usd", "value in current US dollars; empty when not reported"),
            _number("tonnes", "quantity in metric tons"),
        ),
        ("exporter", "importer", "year", "product", "nomenclature", "reporter"),
    ),
    Table(
        "product",
        "what the codes of goods stand for",
        (
            _required("nomenclature", "classification (HS92, HS17, SITC)"),
            _required("code", "product code, as in flow"),
            _required("name", "description, as the source gives it"),
        ),
        ("nomenclature", "code"),
    ),
    Table(
        "tariff",
        "duties of an importer on an exporter's goods",
        (
            _required("importer", "actor id"),
            _required("exporter", "actor id, or WLD for most-favoured-nation"),
            _required("year", "calendar year", of="int64"),
            _required("product", "product code, TOTAL for all goods"),
            _number("rate", "ad valorem rate, per cent"),
            _required("regime", "what the rate is", "mfn", "bound", "preferential", "applied"),
        ),
        ("importer", "exporter", "year", "product", "regime"),
    ),
    Table(
        "indicator",
        "figures of one actor by year",
        (
            _required("actor", "actor id"),
            _required("code", "indicator code of the publisher"),
            _required("year", "year", of="int64"),
            _number("value", "the figure; empty when not reported"),
            _required("unit", "unit of the value"),
        ),
        ("actor", "code", "year"),
    ),
    Table(
        "agreement",
        "treaties and other agreements",
        (
            _required("id", "identifier of the source"),
            _required("name", "official name"),
            _required("kind", "sort of agreement"),
            *_date("signed", "day of signature or adoption"),
            *_date("in_force", "day of entry into force"),
            *_date("ended", "day it ended"),
            Column("names", "list<string>", "names people use for it"),
        ),
        ("id",),
    ),
    Table(
        "party",
        "who signed and ratified what",
        (
            _required("agreement", "agreement id"),
            _required("actor", "actor id"),
            *_date("signed", "day of signature"),
            *_date("ratified", "day of ratification, accession or succession"),
            *_date("withdrew", "day on which withdrawal took effect"),
        ),
        ("agreement", "actor"),
    ),
    Table(
        "office",
        "who held which office, dated by valid_from and valid_to",
        (
            _required("person", "name in its usual English form"),
            _required(
                "title", "office: president, prime_minister, foreign_minister, monarch, ambassador, ..."
            ),
            _text("actor", "state or organisation held for; empty when the source gives none"),
            _text("accredited_to", "receiving actor, for envoys"),
            *_date("start", "first day in office"),
            *_date("end", "last day in office; empty when still in office"),
        ),
        ("person", "title", "actor", "start"),
    ),
    Table(
        "event",
        "visits, meetings and the like",
        (
            _required("id", "identifier within the source"),
            _required(
                "kind",
                "sort of event",
                "visit",
                "meeting",
                "summit",
                "consultation",
                "commission",
                "appointment",
                "speech",
            ),
            *_date("start", "first day"),
            *_date("end", "last day"),
            _text("place", "where, as the source writes it"),
            _text("host", "actor id of the state where it took place"),
            _text("title", "what it was"),
        ),
        ("id",),
    ),
    Table(
        "participant",
        "who took part in an event",
        (
            _required("event", "event id"),
            _text("actor", "actor represented"),
            _text("person", "name"),
            _required("role", "visitor, host, speaker or participant"),
        ),
        ("event", "actor", "person", "role"),
    ),
    Table(
        "tie",
        "standing relations of two actors, dated by valid_from and valid_to",
        (
            _required(
                "kind",
                "alliance, relations, mission, visa, sanction, contiguity, language, legal_tradition, "
                "recognition, distance, ...",
            ),
            _required("a", "actor id"),
            _text("b", "actor id; empty for a property of one actor alone"),
            _required("directed", "whether a to b differs from b to a", of="bool"),
            _text("value", "what sort of tie; for distances the number"),
        ),
        ("kind", "a", "b", "value", "valid_from"),
    ),
    Table(
        "reliance",
        "how far a state depends on imports of a commodity",
        (
            _required("importer", "actor id"),
            _required("commodity", "commodity, as the source names it in lower case"),
            _required("year", "year the figure is for", of="int64"),
            _number("share", "net import reliance, per cent of apparent consumption"),
            _text("qualifier", "bounds as printed: >, <, E for net exporter"),
            Column("suppliers", "list<string>", "main sources of imports, actor ids, largest first"),
            Column("supplier_shares", "list<string>", "per cent of imports by supplier, as CHN:45"),
            _text("edition", "edition of the publication"),
        ),
        ("importer", "commodity", "year", "edition"),
    ),
    Table(
        "dispute",
        "militarised disputes and wars",
        (
            _required("id", "identifier of the source"),
            _required("name", "usual name, or the source's number when it has none"),
            _required("kind", "interstate_war, extrastate_war, intrastate_war, nonstate_war, dispute"),
            _whole("level", "highest hostility level, 1 to 5 (Correlates of War)"),
            *_date("start", "first day"),
            *_date("end", "last day"),
            _whole("deaths", "battle deaths; empty when not known"),
        ),
        ("id",),
    ),
    Table(
        "side",
        "who stood on which side of a dispute",
        (
            _required("dispute", "dispute id"),
            _text("actor", "actor id; empty for a non-state side"),
            _required("side", "a or b", "a", "b"),
            _text("name", "side as the source names it"),
            _whole("deaths", "battle deaths of that side"),
        ),
        ("dispute", "actor", "side", "name", "valid_from"),
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}

ISSUES = Table(
    "issues",
    "rows and values that a release refused, each with its reason",
    (
        _text("table", "table the row was meant for; empty for a name or code refused wherever it stood"),
        _required("reason", "why it was refused"),
        _required("value", "what was read; empty text when the reason says it"),
        _required("count", "how often", of="int64"),
    ),
    ("table", "locator", "reason", "value"),
    SHARED[:3],
)

READABLE: Mapping[str, Table] = {**TABLES, ISSUES.name: ISSUES}
"""What may be asked for: the canonical tables, and what was refused."""
