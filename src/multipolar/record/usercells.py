"""What one cell of a person's own CSV means for one column of the record, or why it means nothing."""

import re
from collections.abc import Mapping

from multipolar import actors
from multipolar.basics.dates import PartialDate
from multipolar.basics.errors import AskedWronglyError
from multipolar.record.schema import TABLES, Column
from multipolar.record.userspec import Constant, UserTable

_ACTORS = ("actor", "exporter", "importer", "organisation", "host", "accredited_to", "a", "b")
_ACTOR_LISTS = ("suppliers",)
_WORLD = "WLD"
_WHEN = ("year", "valid_from", "date", "start", "signed", "since")
_WHOLE = re.compile(r"[-+]?\d+")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class BadCellError(ValueError):
    """A cell that cannot be what its column holds. Its text is the reason."""

    def __init__(self, column: str, text: str, reason: str) -> None:
        self.column = column
        self.text = text
        super().__init__(reason)


class Cells:
    """Turns rows of one described CSV into rows of its canonical table."""

    def __init__(self, described: UserTable) -> None:
        self._described = described
        known = {column.name: column for column in TABLES[described.table].all_columns}
        self._columns = [(known[name], of) for name, of in described.columns.items()]
        self._empty = {"", *described.missing}
        dates = [of for name, of in described.columns.items() if name in _WHEN and isinstance(of, str)]
        self._on = described.on or next(iter(dates), None)

    def row(self, cells: Mapping[str, str], locator: str) -> dict[str, object]:
        """One row of the record.

        Raises:
            BadCellError: The first cell that cannot be what its column holds.
        """
        on = self._when(cells)
        row: dict[str, object] = {"locator": locator}
        for column, of in self._columns:
            text = of.value if isinstance(of, Constant) else cells[of].strip()
            place = f"value of {column.name}" if isinstance(of, Constant) else f"column {of}"
            row.update(self._value(column, place, text, on))
        return row

    def _when(self, cells: Mapping[str, str]) -> PartialDate | None:
        text = cells[self._on].strip() if self._on else ""
        if text in self._empty:
            return None
        try:
            return PartialDate.parse(text)
        except AskedWronglyError as error:
            raise BadCellError(f"column {self._on}", text, str(error)) from None

    def _value(self, column: Column, place: str, text: str, on: PartialDate | None) -> dict[str, object]:
        if text in self._empty:
            if not column.nullable:
                raise BadCellError(place, text, f"{column.name} may not be empty")
            return {column.name: None}
        if column.type == "date":
            when = _date(place, text)
            precise = {f"{column.name}_precision": when.precision} if column.name != "observed" else {}
            return {column.name: when.first, **precise}
        if column.name in _ACTORS:
            return {column.name: self._actor(place, text, on)}
        if column.name in _ACTOR_LISTS:
            return {column.name: [self._actor(place, one, on) for one in _listed(text)]}
        return {column.name: typed(column, place, text)}

    def _actor(self, place: str, text: str, on: PartialDate | None) -> str:
        own = self._described.actors
        if text in own:
            if (named := own[text]) is None:
                raise BadCellError(place, text, "refused by the description")
            return named
        if text == _WORLD:
            return text
        try:
            return actors.resolve(text, self._described.actor_scheme, on).id
        except AskedWronglyError as error:
            raise BadCellError(place, text, str(error)) from None


def typed(column: Column, place: str, text: str) -> object:
    """A cell as the column's type, which is none of date and actor.

    Raises:
        BadCellError: It is not of that type, or not one of the values allowed.
    """
    if column.allowed and text not in column.allowed:
        raise BadCellError(place, text, f"{column.name} is one of {', '.join(column.allowed)}")
    if column.type == "list<string>":
        return _listed(text)
    if column.type == "bool":
        if text.lower() not in _TRUTH:
            raise BadCellError(place, text, "is neither true nor false")
        return _TRUTH[text.lower()]
    if column.type == "int64":
        if not _WHOLE.fullmatch(text):
            raise BadCellError(place, text, "is not a whole number in plain digits")
        return int(text)
    if column.type == "float64":
        if not _NUMBER.fullmatch(text):
            raise BadCellError(place, text, "is not a number with a decimal point and no other signs")
        return float(text)
    return text


def _date(place: str, text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except AskedWronglyError as error:
        raise BadCellError(place, text, str(error)) from None


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]
