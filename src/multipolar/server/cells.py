"""How a value of a table is printed on a page, written to CSV, and compared when a table is sorted."""

import math
from datetime import date

from multipolar.basics.text import fold

_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r", "\n")
# Controls, and the signs that reorder text: data must not hide itself.
_HIDDEN = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x200E, 0x200F, *range(0x202A, 0x202F),
     *range(0x2066, 0x206A)]
)  # fmt: skip


def clean(text: str) -> str:
    """A text of data without controls and signs that reorder it."""
    return text.translate(_HIDDEN)


def printed(value: object, kind: str = "text") -> str:
    """A value as people read it.

    Args:
        value: A cell.
        kind: The kind of its column; years and ids carry no separator of thousands.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return str(value) if kind == "year" else _figure(float(value))
    if isinstance(value, (list, tuple)):
        return ", ".join(printed(part) for part in value)
    return clean(str(value))


def _figure(value: float) -> str:
    if not math.isfinite(value):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) >= 10 else f"{value:.4g}"


def for_csv(value: object) -> object:
    """A value as a cell of a CSV file; a text that a spreadsheet would take for a formula begins with '."""
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str):
        plain = clean(value)
        return (
            f"'{plain}"
            if plain.lstrip().startswith(_SPREADSHEET) or plain.startswith(_SPREADSHEET)
            else plain
        )
    return value


def for_json(value: object) -> object:
    """A value as JSON has it: days in ISO form, no number that is none."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (list, tuple)):
        return [for_json(part) for part in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def order(value: object) -> tuple[int, float, str]:
    """A key by which the cells of one column are sorted: numbers, then texts."""
    if isinstance(value, (bool, int, float)):
        return (0, float(value), "")
    return (1, 0.0, fold(printed(value)))
