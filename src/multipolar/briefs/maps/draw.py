"""Draws the world: outlines and dots in the colours of their classes, with legend, note and words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from multipolar.actors.find import get
from multipolar.actors.memberships import members
from multipolar.actors.registry import registry
from multipolar.briefs.charts import palette
from multipolar.briefs.charts.frame import Key, check_size, escape, framed
from multipolar.briefs.charts.text import listed, number
from multipolar.briefs.maps.values import (
    NO_DATA,
    NOT_MEMBER,
    OUTSIDE,
    SPECIAL,
    Class,
    Classes,
    Fill,
    Kind,
    Value,
    classes,
)
from multipolar.briefs.maps.world import Box, World, world

BORDERS = "Borders as drawn by Natural Earth; they imply no position. Small states are dots."
_COAST = "#5f6873"


def world_map(
    values: Mapping[str, Value],
    *,
    title: str,
    legend: str,
    kind: Kind = "sequential",
    note: str = "",
    order: Sequence[str] = (),
    breaks: Sequence[float] = (),
    marked: Collection[str] = (),
    focus: Sequence[str] = (),
    width: int = 960,
) -> str:
    """The world with each actor in the colour of its value, as SVG.

    Every member of the United Nations is to be seen: without a value it is hatched as "no data". An actor
    that cannot be drawn (an ended state, an organisation) is named in the note with its value.

    Args:
        values: Numbers, or words for categories, by actor id. ``None`` and ``NO_DATA`` are "no data";
            ``NOT_MEMBER`` and ``OUTSIDE`` have a fill of their own.
        title: What is shown.
        legend: What the values are, with their unit.
        kind: Sequential from low to high, diverging from zero, or categories.
        note: Source and definition, at the foot.
        order: The categories in the order of the legend.
        breaks: Where classes part; the same over several maps makes them comparable.
        marked: Actors to be outlined strongly (the state that others are compared with).
        focus: Actors whose part of the world fills the drawing; all of it when empty.
        width: In pixels.

    Raises:
        UnknownActorError: An id that no actor has.
        AskedWronglyError: A kind that does not exist, or a value that does not fit it.
    """
    check_size(title, width)
    sheet, sorted_ = world(), classes(values, kind, order, breaks)
    body, height = _body(sheet, values, sorted_, marked, focus, width)
    return framed(
        body,
        title=title,
        subtitle=legend,
        note=" ".join(part for part in (_stopped(note), _undrawn(sheet, values), BORDERS) if part),
        description=_described(values, sorted_, legend),
        width=width,
        height=height,
        keys=_keys(values, sorted_, sheet),
    )


def with_non_members(values: Mapping[str, Value], on: date | str | None = None) -> dict[str, Value]:
    """The values, with "not a member" for all on the map who had no seat in the United Nations on a day.

    Args:
        values: As in ``world_map``; an actor that has a value keeps it.
        on: The day; today when not given.
    """
    sheet = world()
    seated = {spell.actor for spell in members("UN", on)}
    outside = {actor for actor in (*sheet.shapes, *sheet.dots) if registry()[actor].kind == "state"} - seated
    territories = {actor for actor in sheet.shapes if registry()[actor].kind == "territory"}
    return {**dict.fromkeys(sorted(outside | territories), NOT_MEMBER), **values}


def only(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values, with "not asked about" for all others on the map, who are not without data."""
    sheet = world()
    others = sorted({*sheet.shapes, *sheet.dots} - set(values))
    shown = [actor for actor in others if actor in sheet.shapes or registry()[actor].kind == "state"]
    return {**dict.fromkeys(shown, OUTSIDE), **values}


def small_map(
    values: Mapping[str, Value],
    *,
    title: str,
    kind: Kind = "category",
    order: Sequence[str] = (),
    breaks: Sequence[float] = (),
    marked: Collection[str] = (),
    focus: Sequence[str] = (),
    width: int = 320,
) -> str:
    """A map for a card: without title, legend and note to be seen; the page around it must carry them.

    Args:
        values: As in ``world_map``.
        title: What is shown, for readers of the screen.
        kind: As in ``world_map``.
        order: As in ``world_map``.
        breaks: As in ``world_map``.
        marked: As in ``world_map``.
        focus: As in ``world_map``.
        width: In pixels.

    Raises:
        UnknownActorError: An id that no actor has.
        AskedWronglyError: A kind that does not exist, or a value that does not fit it.
    """
    check_size(title, width)
    sorted_ = classes(values, kind, order, breaks)
    body, height = _body(world(), values, sorted_, marked, focus, width)
    said = escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{said}" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}"><title>{said}</title>'
        f"<desc>{escape(_described(values, sorted_, title))} {BORDERS}</desc>"
        f"{body}</svg>"
    )


def _body(
    sheet: World,
    values: Mapping[str, Value],
    sorted_: Classes,
    marked: Collection[str],
    focus: Sequence[str],
    width: int,
) -> tuple[str, int]:
    """The map of the part of the world in focus, and how high it is; every id must be an actor's."""
    for actor in (*values, *marked, *focus):
        get(actor)
    box = _box(sheet, [actor for actor in focus if sheet.has(actor)])
    height = round(width * (box[3] - box[1]) / (box[2] - box[0]))
    return _drawing(sheet, values, sorted_, marked, box, width, height), height


def _box(sheet: World, focus: list[str]) -> Box:
    """The part of the map to be drawn, never flatter or taller than a page likes."""
    if not focus:
        return (0, 0, sheet.width, sheet.height)
    left, top, right, bottom = sheet.around(focus)
    across, down = right - left + 400, bottom - top + 400
    across, down = max(across, down * 0.9), max(down, across * 0.48)
    x, y = (left + right) / 2, (top + bottom) / 2
    return (x - across / 2, y - down / 2, x + across / 2, y + down / 2)


def _drawing(
    sheet: World,
    values: Mapping[str, Value],
    sorted_: Classes,
    marked: Collection[str],
    box: Box,
    width: int,
    height: int,
) -> str:
    """The map itself; strokes and dots keep their size on the page whatever part of the world is drawn."""
    unit = (box[2] - box[0]) / width
    radius = (1.4 + 1.5 * min(1, width / 960)) * unit
    fills = {actor: _class(actor, values, sorted_).fill for actor in _drawn(sheet, values)}
    patterned = sorted({fill for fill in fills.values() if fill.pattern}, key=str)
    patterns = "".join(_pattern(fill, unit, _name(fill, unit)) for fill in patterned)
    shapes, dots = [], []
    for actor, fill in fills.items():
        look = f'fill="{_paint(fill, unit)}">{_said(actor, values)}'
        if actor in sheet.shapes:
            shapes.append(f'<path d="{sheet.shapes[actor]}" {look}</path>')
        if actor in sheet.dots and (actor in values or registry()[actor].kind == "state"):
            x, y = sheet.dots[actor]
            dots.append(f'<circle cx="{x}" cy="{y}" r="{radius:.0f}" {look}</circle>')
    strong = "".join(_outline(sheet, actor, unit) for actor in marked if sheet.has(actor))
    view = f"{box[0]:.0f} {box[1]:.0f} {box[2] - box[0]:.0f} {box[3] - box[1]:.0f}"
    coast = f'stroke="{_COAST}" stroke-width="{0.5 * unit:.1f}" stroke-linejoin="round" fill-rule="evenodd"'
    return (
        f'<svg width="{width}" height="{height}" viewBox="{view}"><defs>{patterns}</defs>'
        f"<g {coast}>{''.join(shapes)}</g>"
        f'<g stroke="{palette.INK}" stroke-width="{0.7 * unit:.1f}">{"".join(dots)}</g>{strong}</svg>'
    )


def _drawn(sheet: World, values: Mapping[str, Value]) -> list[str]:
    """Outlines, states of today, and dots of territories that have a value."""
    always = {actor for actor in sheet.dots if registry()[actor].kind == "state"}
    return sorted({*sheet.shapes, *always, *(actor for actor in values if actor in sheet.dots)})


def _class(actor: str, values: Mapping[str, Value], sorted_: Classes) -> Class:
    value = values.get(actor)
    if actor in sorted_.of:
        return sorted_.all[sorted_.of[actor]]
    return SPECIAL[value if isinstance(value, str) else NO_DATA]


def _paint(fill: Fill, unit: float) -> str:
    """A fill as SVG says it."""
    return f"url(#{_name(fill, unit)})" if fill.pattern else fill.colour


def _name(fill: Fill, unit: float) -> str:
    """The name of a pattern: the same for the same look, so that several maps may stand on a page."""
    return f"map-{fill.pattern}-{fill.colour[1:]}-{unit * 100:.0f}"


def _pattern(fill: Fill, unit: float, name: str) -> str:
    step, wide = f"{4 * unit:.1f}", f"{0.9 * unit:.1f}"
    line, turn = ("#b4bac2", -45) if fill.pattern == "hatch" else (palette.PAPER, 45)
    return (
        f'<pattern id="{name}" width="{step}" height="{step}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate({turn})"><rect width="{step}" height="{step}" fill="{fill.colour}"/>'
        f'<rect width="{step}" height="{wide}" fill="{line}"/></pattern>'
    )


def _said(actor: str, values: Mapping[str, Value]) -> str:
    return f"<title>{escape(registry()[actor].name)}: {escape(_value(values.get(actor)))}</title>"


def _value(value: Value) -> str:
    return NO_DATA if value is None else value if isinstance(value, str) else number(value)


def _outline(sheet: World, actor: str, unit: float) -> str:
    look = f'fill="none" stroke="{palette.INK}" stroke-width="{1.6 * unit:.1f}"'
    if actor in sheet.shapes:
        return f'<path d="{sheet.shapes[actor]}" {look} stroke-linejoin="round"/>'
    x, y = sheet.dots[actor]
    return f'<circle cx="{x}" cy="{y}" r="{5 * unit:.0f}" {look}/>'


def _keys(values: Mapping[str, Value], sorted_: Classes, sheet: World) -> list[Key]:
    """The legend: every class with how many actors it holds, then what is no value and does occur."""
    counts = [0] * len(sorted_.all)
    for place in sorted_.of.values():
        counts[place] += 1
    keys = [
        Key(_swatch(each.fill), f"{each.words} ({count})")
        for each, count in zip(sorted_.all, counts, strict=True)
    ]
    drawn = [actor for actor in _drawn(sheet, values) if actor not in sorted_.of]
    specials = {_class(actor, values, sorted_).words for actor in drawn}
    return [*keys, *(Key(_swatch(SPECIAL[word].fill), word) for word in SPECIAL if word in specials)]


def _swatch(fill: Fill) -> str:
    look = f'width="22" height="12" stroke="{_COAST}" stroke-width="0.6"'
    if not fill.pattern:
        return f'<rect {look} fill="{fill.colour}"/>'
    name = _name(fill, 1)
    return f'<defs>{_pattern(fill, 1, name)}</defs><rect {look} fill="url(#{name})"/>'


def _stopped(note: str) -> str:
    return note if not note or note.endswith((".", "?", "!")) else f"{note}."


def _undrawn(sheet: World, values: Mapping[str, Value]) -> str:
    """The actors with a value that have no place on the map."""
    absent = [f"{get(actor).name} ({_value(values[actor])})" for actor in values if not sheet.has(actor)]
    return f"Not on the map: {listed(absent)}." if absent else ""


def _described(values: Mapping[str, Value], sorted_: Classes, legend: str) -> str:
    """The map in words: who is in each class, or how many where they are many."""
    parts = [f"World map: {legend}."]
    for place, each in enumerate(sorted_.all):
        held = sorted(get(actor).name for actor, at in sorted_.of.items() if at == place)
        parts.append(f"{each.words}: {listed(held) if 0 < len(held) <= 12 else len(held)}.")
    missing = sum(value is None or value in SPECIAL for value in values.values())
    return " ".join([*parts, *([f"Without a value: {missing}."] if missing else [])])
