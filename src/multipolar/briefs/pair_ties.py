"""What binds two states: organisations, treaties, alliances, visas, sanctions, law, distance."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from multipolar import actors
from multipolar.actors.memberships import spells
from multipolar.actors.model import MEMBER_ROLES
from multipolar.actors.organisations import organisation_names, organisations
from multipolar.basics.dates import PartialDate
from multipolar.briefs.pair_sides import Pair, persons
from multipolar.briefs.pair_treaties import multilateral, standing
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.sentences import at, counted, listed, named, rows_of, upper, when
from multipolar.measures.sanctions import sanctions
from multipolar.measures.visas import Access, entry
from multipolar.measures.vote_basis import STARTER

Row = dict[str, Any]
_MOST = 15
_ACCESS: dict[Access, str] = {
    "free": "enter {place} without a visa", "eased": "get an authorisation, electronic visa or visa on "
    "arrival for {place}", "required": "need a visa for {place}",
}  # fmt: skip

# Codes of the Correlates of War, Direct Contiguity 3.2, and the word of GeoDist.
_CONTIGUITY = {
    "1": "share a border on land or along a river", "2": "lie within 12 miles of each other across water",
    "3": "lie within 24 miles of each other across water", "4": "lie within 150 miles of each other across "
    "water", "5": "lie within 400 miles of each other across water", "contiguous": "share a border",
}  # fmt: skip


def ties(pair: Pair) -> Section:
    """Organisations, treaties, missions, alliances, visas, sanctions, law and distance."""
    together, table, sentences = _organisations(pair)
    found = [*together, *sentences, _missions(pair), _alliances(pair), *_treaties(pair), *_visas(pair)]
    found += [*_sanctions(pair), *_law(pair), *_place(pair)]
    tables = (table, _treaty_table(pair))
    return Section("ties", "Ties", tuple(found), tuple(t for t in tables if t.rows))


def _organisations(pair: Pair) -> tuple[list[Sentence], Table, list[Sentence]]:
    """Shared and separate organisations of those that the embedded record follows."""
    where: dict[str, str | list[str]] = {
        "actor": [pair.a.id, pair.b.id],
        "organisation": sorted(organisations()),
    }
    if STARTER in pair.record.sources():
        # The embedded lists are dated and checked one by one; others are older and have no ends.
        where["source"] = STARTER
    rows, number = pair.notes.ask("Memberships", "membership", where, ("organisation", "actor"))
    held = _standings(pair, rows)
    shared = sorted(o for o, by in held.items() if len(by) == 2 and all(_is_member(r) for r in by.values()))
    names = [named(_short(o)) for o in shared]
    told = f": {rows_of(names, 40)}" if names else ""
    text = (
        f"{upper(pair.both)} {pair.verb('are', 'were')} both members of {counted(len(shared), 'of', 'of')} "
        f"the {len(organisations())} organisations, forums and treaties followed{told}."
    )  # fmt: skip
    lead = [Sentence(text, (number,))]
    apart = [s for x, y in ((pair.a, pair.b), (pair.b, pair.a)) if (s := _apart(pair, held, x, y, number))]
    table = Table(
        "Organisations, forums and treaties of either, with role and first day",
        ("Body", pair.a.name, pair.b.name),
        tuple(
            (_long(o), _role(by.get(pair.a.id)), _role(by.get(pair.b.id))) for o, by in sorted(held.items())
        ),
        (number,),
    )  # fmt: skip
    return lead, table, apart


def _standings(pair: Pair, rows: Sequence[Row]) -> dict[str, dict[str, Row]]:
    """The spell of each in each body on the day, the source believed most first."""
    held: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    known = organisations()
    for row in sorted(rows, key=lambda r: -pair.record.priority(r["source"])):
        over = row["valid_to"] is not None and row["valid_to"] <= pair.on
        ahead = row["valid_from"] is not None and row["valid_from"] > pair.on
        body = known[row["organisation"]]
        gone = body.ended is not None and body.ended.first <= pair.on
        unborn = body.founded is not None and body.founded.first > pair.on
        if not (over or ahead or gone or unborn or row["role"] == "withdrawn"):
            held[row["organisation"]].setdefault(row["actor"], row)
    return held


def _is_member(row: Row) -> bool:
    """Whether a role is that of a member; a suspended one is when it was a member before."""
    if row["role"] != "suspended":
        return row["role"] in MEMBER_ROLES
    return any(s.role in MEMBER_ROLES for s in spells(row["organisation"], row["actor"]))


def _apart(
    pair: Pair, held: dict[str, dict[str, Row]], x: actors.Actor, y: actors.Actor, note: int
) -> Sentence | None:
    alone = [o for o, by in sorted(held.items()) if x.id in by and _is_member(by[x.id]) and y.id not in by]
    if not alone:
        return None
    names = rows_of([named(_short(o)) for o in alone], 16)
    return Sentence(f"{upper(named(x.name))} alone {pair.verb('belongs', 'belonged')} to {names}.", (note,))


def _short(organisation: str) -> str:
    """The abbreviation where it is the usual name, else the name."""
    usual = any(n.text == organisation and n.form == "abbreviation" for n in organisation_names())
    return organisation if usual else organisations()[organisation].name


def _long(organisation: str) -> str:
    name = organisations()[organisation].name
    return name if organisation in name else f"{name} ({organisation})"


def _role(row: Row | None) -> str:
    if row is None:
        return "–"
    since = PartialDate.stored(row["valid_from"], row["valid_from_precision"])
    return f"{row['role']}, since {since}" if since else f"{row['role']}, first day not on record"


def _missions(pair: Pair) -> Sentence:
    ids = [pair.a.id, pair.b.id]
    where = {"kind": "mission", "a": ids, "b": ids}
    rows, number = pair.notes.ask("Missions of either in the other", "tie", where)
    if not rows:
        return pair.silence(
            f"missions of {pair.one} and {pair.other} with each other", "Missions", "tie", where, "missions"
        )
    told = []
    for x, y in ((pair.a, pair.b), (pair.b, pair.a)):
        found = [str(r["value"]) for r in rows if r["a"] == x.id]
        if found:
            seen = max((r["observed"] for r in rows if r["a"] == x.id and r["observed"]), default=None)
            day = f", as observed {at(PartialDate.of(seen))}" if seen else ""
            told.append(
                f"{upper(named(x.name))} had {counted(len(found), 'mission')} in {named(y.name)}{day} "
                f"({'; '.join(found)})."
            )
        else:
            told.append(
                f"No mission of {named(x.name)} in {named(y.name)} is on record, which proves nothing."
            )
    return Sentence(" ".join(told), (number,))


def _alliances(pair: Pair) -> Sentence:
    ids = sorted({*persons(pair.a.id), *persons(pair.b.id)})
    where = {"kind": "alliance", "a": ids, "b": ids}
    rows, number = pair.notes.ask("Alliances between the two", "tie", where, ("valid_from",))
    rows = [r for r in rows if r["valid_from"] is None or r["valid_from"] <= pair.on]
    if not rows:
        return pair.silence(
            f"alliances between {pair.both}", "Alliances between the two", "tie", where, "alliances"
        )
    going = [r for r in rows if r["valid_to"] is None or r["valid_to"] > pair.on]
    told = listed(list(dict.fromkeys(_alliance(r) for r in going or rows[-1:])))
    count = counted(len(rows), "alliance")
    which = "; without an end on record" if going else "; the last" if len(rows) > 1 else ""
    text = f"The record has {count} between {pair.both}{which}: {told}."
    return Sentence(text, (number,))


def _alliance(row: Row) -> str:
    since = PartialDate.stored(row["valid_from"], row["valid_from_precision"])
    until = PartialDate.stored(row["valid_to"], row["valid_to_precision"])
    kind = str(row["value"] or "alliance").replace("_", " ")
    span = f"{f' from {when(since)}' if since else ''}{f' to {when(until)}' if until else ''}"
    return f"{kind}{span}"


def _treaties(pair: Pair) -> list[Sentence]:
    found, number = multilateral(pair)
    if not found:
        return []
    count, verb = counted(len(found), "agreement"), pair.verb("are", "were")
    text = f"Both {verb} parties to {count} of three parties or more on record."
    return [Sentence(text, (number,))]


def _treaty_table(pair: Pair) -> Table:
    found, number = multilateral(pair)
    rows = tuple((str(a.signed or a.in_force or ""), a.name, standing(pair, a)) for a in found[:_MOST])
    more = (
        f"{len(found) - _MOST:,} earlier ones are left out; the note finds them."
        if len(found) > _MOST
        else ""
    )
    caption = "Agreements of three parties or more to which both belong, the newest first"
    return Table(caption, ("Signed", "Agreement", "Standing"), rows, (number,), more=more)


def _visas(pair: Pair) -> list[Sentence]:
    ids = [pair.a.id, pair.b.id]
    where = {"kind": "visa", "a": ids, "b": ids}
    _, number = pair.notes.ask("Visa rules of the two", "tie", where)
    found = [s for x, y in ((pair.a, pair.b), (pair.b, pair.a)) if (s := _entry(pair, x, y, number))]
    if found:
        return found
    return [pair.silence(f"visa rules between {pair.both}", "Visa rules of the two", "tie", where, "visas")]


def _entry(pair: Pair, x: actors.Actor, y: actors.Actor, note: int) -> Sentence | None:
    held = entry(pair.record, x.id, y.id, pair.on)
    if not held.answers:
        return None
    seen = max((r["observed"] for r in held.rows if r["observed"]), default=None)
    day = f", as observed {at(PartialDate.of(seen))}" if seen else ""
    if held.access is None:
        return Sentence(
            f"Sources disagree on whether citizens of {named(x.name)} need a visa for {named(y.name)}.",
            (note,),
        )
    stay = f" for up to {held.days} days" if held.days and held.access == "free" else ""
    words = _ACCESS[held.access].format(place=named(y.name))
    return Sentence(f"Citizens of {named(x.name)} {words}{stay}{day}.", (note,))


def _sanctions(pair: Pair) -> list[Sentence]:
    ids = [pair.a.id, pair.b.id]
    found = []
    for x, y in ((pair.a, pair.b), (pair.b, pair.a)):
        where = {"kind": "sanction", "b": y.id}
        _, number = pair.notes.ask(f"Sanctions on {y.name}", "tie", where, ("a",))
        if sentence := _sanctioned(pair, x, y, number):
            found.append(sentence)
    told = [x for x, y in ((pair.a, pair.b), (pair.b, pair.a)) if _told(pair, x, y)]
    found += _unfriendly(pair)
    if len(told) == 1:
        x, y = (pair.b, pair.a) if told[0] is pair.a else (pair.a, pair.b)
        where_one = {"kind": "sanction", "a": x.id, "b": y.id}
        subject = f"sanctions of {named(x.name)} on {named(y.name)}"
        found.append(
            pair.silence(subject, f"Sanctions of {x.name} on {y.name}", "tie", where_one, "sanctions")
        )
    if found:
        return found
    where_both = {"kind": "sanction", "a": ids, "b": ids}
    return [
        pair.silence(
            f"sanctions between {pair.both}", "Sanctions between the two", "tie", where_both, "sanctions"
        )
    ]


def _told(pair: Pair, x: actors.Actor, y: actors.Actor) -> bool:
    return sanctions(pair.record, x.id, y.id, pair.on).standing != "unknown"


def _unfriendly(pair: Pair) -> list[Sentence]:
    ids = [pair.a.id, pair.b.id]
    where = {"kind": "unfriendly_list", "a": ids, "b": ids}
    rows = [
        r for r in pair.record.rows("tie", where) if r["valid_from"] is None or r["valid_from"] <= pair.on
    ]
    if not rows:
        return []
    _, number = pair.notes.ask("Lists of unfriendly states", "tie", where)
    names = {x.id: named(x.name) for x in (pair.a, pair.b)}
    return [
        Sentence(
            f"{upper(names[r['b']])} stands on the list of unfriendly states kept by {names[r['a']]}.",
            (number,),
        )
        for r in rows
    ]


def _sanctioned(pair: Pair, x: actors.Actor, y: actors.Actor, note: int) -> Sentence | None:
    held = sanctions(pair.record, x.id, y.id, pair.on)
    sender, target = upper(named(x.name)), named(y.name)
    if held.standing == "none":
        since = PartialDate.stored(held.rows[0]["valid_from"], held.rows[0]["valid_from_precision"])
        day = f", from {when(since)} on" if since else ""
        return Sentence(
            f"{sender} has no sanctions on {target}{day}, as a row of the record says.", (note,), "zero"
        )
    if held.standing == "unlisted":
        return Sentence(
            f"{sender} is not on the record's complete list of those with sanctions on {target}.",
            (note,),
            "zero",
        )
    if held.standing == "unknown":
        return None
    by = f", as a member of {named(_short(held.body))}," if held.body else ""
    spells = [s for s in held.spells if s[0] is None or s[0].first <= pair.on]
    if not spells:
        return None
    if held.in_force(pair.on):
        since = next((s[0] for s in spells if s[1] is None or s[1].last >= pair.on), None)
        day = f" since {when(since)}" if since else ""
        return Sentence(f"{sender}{by} has sanctions on {target}{day}.", (note,))
    told = [f"{s[0].year if s[0] else '?'} to {s[1].year if s[1] else '?'}" for s in spells]
    return Sentence(
        f"{sender}{by} had sanctions on {target} ({listed(told)}); none are on record for {pair.on.year}.",
        (note,),
    )


def _law(pair: Pair) -> list[Sentence]:
    ids = [pair.a.id, pair.b.id]
    rows, number = pair.notes.ask(
        "Legal traditions", "tie", {"kind": "legal_tradition", "a": ids}, ("a", "value")
    )
    held = {x: [str(r["value"]).replace("_", " ") for r in rows if r["a"] == x] for x in ids}
    if not all(held.values()):
        return [
            pair.silence(
                f"the legal tradition of {named(x.name)}",
                "Legal traditions",
                "tie",
                {"kind": "legal_tradition", "a": x.id},
            )
            for x in (pair.a, pair.b)
            if not held[x.id]
        ]
    one, other = (listed(sorted(set(held[x]))) for x in ids)
    if one == other:
        return [Sentence(f"The law of both {pair.verb('is', 'was')} of the {one} tradition.", (number,))]
    return [
        Sentence(
            f"The law of {pair.one} is of the {one} tradition, that of {pair.other} of the {other} one.",
            (number,),
        )
    ]


def _place(pair: Pair) -> list[Sentence]:
    ids = [pair.a.id, pair.b.id]
    where = {"kind": ["common_language", "contiguity", "distance_capitals"], "a": ids, "b": ids}
    rows, number = pair.notes.ask("Distance, border and language", "tie", where)
    if not rows:
        subject, what = f"distance, border and language of {pair.both}", "Distance, border and language"
        return [pair.silence(subject, what, "tie", where, "distance")]
    held: dict[str, list[str]] = {}
    for row in rows:
        if row["valid_to"] is None or row["valid_to"] > pair.on:
            held.setdefault(row["kind"], []).append(str(row["value"]))
    far = held.get("distance_capitals")
    told = [f"Their capitals lie {float(far[0]):,.0f} km apart."] if far else []
    told += [
        f"They {_CONTIGUITY[v]}." for v in sorted(set(held.get("contiguity", ())))[:1] if v in _CONTIGUITY
    ]
    told += ["They share an official language."] if "official" in held.get("common_language", ()) else []
    return [Sentence(text, (number,)) for text in told]
