"""A few lines of facts about one actor, for people."""

from multipolar.actors.find import find
from multipolar.actors.memberships import organisations
from multipolar.actors.model import Actor
from multipolar.actors.names import all_names
from multipolar.actors.regions import definition, region_members
from multipolar.actors.registry import registry


def describe(text: str) -> str:
    """What is known of the actor that a text or id means: dates, codes, names, kin, memberships.

    Raises:
        AskedWronglyError: The text means no actor, or several.
    """
    actor = find(text)
    lines = [f"{actor.name} ({actor.id}), {actor.kind}", *_dates(actor), *_codes(actor), *_kin(actor)]
    if actor.kind == "region":
        lines += _region(actor)
    elif actor.kind != "organisation":
        lines += _memberships(actor)
    return "\n".join([*lines, *_names(actor), *([actor.note] if actor.note else [])])


def _dates(actor: Actor) -> list[str]:
    since = f"since {actor.since}" if actor.since else ""
    until = f"until {actor.until}" if actor.until else ""
    gaps = [f"under {_name(gap.inside)} {gap.start} to {gap.end}" for gap in actor.gaps]
    words = [part for part in (since, until, *gaps) if part]
    return ["; ".join(words)] if words else []


def _codes(actor: Actor) -> list[str]:
    pairs = (
        ("ISO", actor.iso2), ("ISO", actor.iso3), ("M49", actor.m49),
        ("Correlates of War", actor.cow), ("Gleditsch-Ward", actor.gw),
    )  # fmt: skip
    words = [f"{scheme} {code}" for scheme, code in pairs if code is not None]
    return [", ".join(words)] if words else []


def _kin(actor: Actor) -> list[str]:
    lines = []
    if actor.continues:
        lines.append(f"continues {_name(actor.continues)}")
    others = [other for other in actor.predecessors if other != actor.continues]
    for word, ids in (("after", others), ("followed by", actor.successors), ("ruled by", actor.ruled_by)):
        if ids:
            lines.append(f"{word} {', '.join(_name(other) for other in ids)}")
    return lines


def _memberships(actor: Actor) -> list[str]:
    found = sorted({spell.organisation for spell in organisations(actor.id)})
    return [f"member of {', '.join(found)}"] if found else []


def _region(actor: Actor) -> list[str]:
    words, source = definition(actor.id)
    members = region_members(actor.id)
    return [*([words] if words else []), f"as defined by: {source}", f"{len(members)} states and territories"]


def _names(actor: Actor) -> list[str]:
    """A name in each language but English, short before longer ones."""
    found: dict[str, str] = {}
    own = [name for name in all_names() if name.actor == actor.id and name.language != "en"]
    for form in ("short", "official", "alias"):
        for name in own:
            if name.form == form:
                found.setdefault(name.language, name.text)
    return [", ".join(f"{language}: {text}" for language, text in sorted(found.items()))] if found else []


def _name(id: str) -> str:
    return registry()[id].name
