"""Legal traditions, distance, borders and language of two states."""

from multipolar.briefs.pair_pull import could_bring
from multipolar.briefs.pair_sides import Pair
from multipolar.briefs.parts import Sentence

# Codes of the Correlates of War, Direct Contiguity 3.2, and the word of GeoDist.
_CONTIGUITY = ("1", "2", "3", "4", "5", "contiguous")


def law(pair: Pair) -> list[Sentence]:
    """The legal traditions of the two, or whose is not known."""
    where = {"kind": "legal_tradition", "a": pair.ids}
    rows, number = pair.ask("law", "tie", where, ("a", "value"), **pair.named)
    held = {x: sorted({str(r["value"]) for r in rows if r["a"] == x}) for x in pair.ids}
    if not all(held.values()):
        return [
            pair.silence("law", "tie", {"kind": "legal_tradition", "a": x.id}, a=pair.words.name(x))
            for x in (pair.a, pair.b) if not held[x.id]
        ]  # fmt: skip
    one, other = (pair.words.listed([pair.words.word("law", v) for v in held[x]]) for x in pair.ids)
    if one == other:
        return [pair.say(pair.then("ties.law_same"), number, law=one)]
    return [pair.say(pair.then("ties.law"), number, one=one, other=other, **pair.named)]


def place(pair: Pair) -> list[Sentence]:
    """How far apart the capitals lie, whether they touch, and whether they share a language."""
    where = {"kind": ["common_language", "contiguity", "distance_capitals"], "a": pair.ids, "b": pair.ids}
    rows, number = pair.ask("place", "tie", where, **pair.named)
    if not rows:
        pull = could_bring("distance", pair.a, pair.b, pair.on, pair.record)
        return [pair.silence("place", "tie", where, pull, **pair.named)]
    held: dict[str, list[str]] = {}
    for row in rows:
        if row["valid_to"] is None or row["valid_to"] > pair.on:
            held.setdefault(row["kind"], []).append(str(row["value"]))
    far = held.get("distance_capitals")
    told = [pair.say("ties.distance", number, km=round(float(far[0])))] if far else []
    near = [v for v in sorted(set(held.get("contiguity", ()))) if v in _CONTIGUITY]
    told += [pair.say(f"ties.border_{near[0]}", number)] if near else []
    if "official" in held.get("common_language", ()):
        told.append(pair.say("ties.language", number))
    return told
