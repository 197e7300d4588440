"""How a roll call divides regions and blocs: counts, each group's line, and who left it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from multipolar.actors.model import UnknownActorError
from multipolar.briefs.language.words import upper
from multipolar.briefs.parts import Section, Sentence, Table
from multipolar.briefs.setting import Setting
from multipolar.measures.vote_groups import REGIONAL_GROUPS
from multipolar.measures.votes import CHOICES, Ballots, Choice, members_of

_BLOCS = (
    "EU", "NATO", "G7", "BRICS", "G77", "NON-ALIGNED", "AU", "LAS", "OIC", "ASEAN", "CARICOM", "MERCOSUR",
    "CIS", "SCO", "EAEU", "OECD",
)  # fmt: skip
_VOTED: tuple[Choice, ...] = ("yes", "no", "abstain")
_MOST_NAMED = 8


def groups(setting: Setting, held: Ballots, note: int) -> Section:
    """The regional groups and the usual blocs, with membership as of the day of the vote."""
    title = setting.text("resolution.groups")
    rows = [*_rows(setting, held, REGIONAL_GROUPS), *_rows(setting, held, _BLOCS)]
    if not rows:
        return Section("groups", title, ())
    heads = ("group", *(f"short_{c}" for c in CHOICES), "apart")
    columns = tuple(setting.text(f"resolution.{c}") for c in heads)
    caption = setting.text("resolution.groups_table")
    table = Table(caption, columns, tuple(rows), (note,), frozenset((1, 2, 3, 4)))
    return Section("groups", title, tuple(_told(setting, held, note)), (table,))


def _members(held: Ballots, group: str) -> list[str]:
    try:
        inside = members_of(group, held.rollcall.date)
    except UnknownActorError:
        return []
    return sorted(a for a in held.choices if a in inside)


def _rows(setting: Setting, held: Ballots, ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for group in ids:
        counts = held.counts(_members(held, group))
        if sum(counts[c] for c in _VOTED) >= 2:
            name = upper(setting.name(group).plain)
            yield (name, *(str(counts[c]) for c in CHOICES), _apart(setting, held, group))


def _line(held: Ballots, group: str) -> str | None:
    """The choice of more than half of those of a group that voted."""
    counts = held.counts(_members(held, group))
    voted = sum(counts[c] for c in _VOTED)
    return next((c for c in CHOICES if c in _VOTED and 2 * counts[c] > voted), None)


def _apart(setting: Setting, held: Ballots, group: str) -> str:
    """Who voted otherwise than most of the group."""
    line = _line(held, group)
    if line is None:
        return setting.text("resolution.no_line")
    left = [a for a in _members(held, group) if held.choices[a] in _VOTED and held.choices[a] != line]
    if not left:
        return setting.text("resolution.as_one")
    if len(left) > _MOST_NAMED:
        return setting.text("resolution.left_many", n=len(left))
    return setting.words.listed([setting.name(a).plain for a in left])


def _told(setting: Setting, held: Ballots, note: int) -> Iterator[Sentence]:
    """Which groups voted as one, and which had no line."""
    whole: dict[str, list[str]] = {c: [] for c in _VOTED}
    split = []
    for group in (*REGIONAL_GROUPS, *_BLOCS):
        found = Counter(held.choices[a] for a in _members(held, group) if held.choices[a] in _VOTED)
        if sum(found.values()) >= 3 and len(found) == 1:
            whole[next(iter(found))].append(group)
        elif sum(found.values()) >= 3 and _line(held, group) is None:
            split.append(group)
    for choice, ids in whole.items():
        if ids:
            names = setting.words.listed([setting.name(g) for g in ids])
            yield setting.say(f"resolution.one_{choice}", note, n=len(ids), names=names)
    if split:
        names = setting.words.listed([setting.name(g) for g in split])
        yield setting.say("resolution.split", note, n=len(split), names=names)
    if not split and not any(whole.values()):
        yield setting.say("resolution.each_line", note)
