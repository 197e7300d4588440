"""Puts the usable votes in the order the kernels want: by item, and cells of state and session by state."""

from dataclasses import dataclass

import numpy as np

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.ideal_points.votes import (
    ABSENT,
    ABSTAIN,
    NO,
    YES,
    Absence,
    BoolArray,
    IntArray,
    VoteArrays,
)

# Which choices an item saw; a cutpoint stands only between choices that were made.
ALL_THREE, NO_NAY, NO_YEA, NO_ABSTENTION = 0, 1, 2, 3
# Votes are summed in this many blocks, whatever the number of threads, so that sums are reproducible.
BLOCKS = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """Usable votes sorted by item; a cell is one state in one session in which it voted.

    Attributes:
        start: First vote of each item, and the end.
        cell: Cell of each vote.
        choice: 1 yes, 2 abstain, 3 no.
        kind: Which choices each item saw.
        tally: Votes by item and choice.
        item: Number of each item as the caller counts.
        state: State of each cell; cells are in order of state, then session.
        session: Session of each cell.
        chain: First cell of each state, and the end.
        opens: Whether a cell is its state's first.
        votes: Votes in each cell.
        blocks: First item of each block, and the end.
        spell_vote: Votes in order of spells; a spell is one item in one session.
        spell_edges: First vote of each spell in that order, and the end.
        spell_item: Item of each spell, as sorted here; spells are in order of item, then session.
        spell_session: Session of each spell.
    """

    start: IntArray
    cell: IntArray
    choice: IntArray
    kind: IntArray
    tally: IntArray
    item: IntArray
    state: IntArray
    session: IntArray
    chain: IntArray
    opens: BoolArray
    votes: IntArray
    blocks: IntArray
    spell_vote: IntArray
    spell_edges: IntArray
    spell_item: IntArray
    spell_session: IntArray

    @property
    def leans(self) -> IntArray:
        """The cell before each; for a state's first cell the second, and itself where there is no other."""
        leans = np.arange(len(self.state)) - 1
        first, end = self.chain[:-1], self.chain[1:]
        leans[first] = np.minimum(first + 1, end - 1)
        return leans


def lay_out(votes: VoteArrays, absence: Absence) -> Layout:
    """Drop what carries no information, sort the rest, and refuse what cannot be placed on one scale."""
    state, item, session, choice = _usable(votes, absence)
    key = state * votes.sessions + session
    cells, cell = np.unique(key, return_inverse=True)
    kept, place = np.unique(item, return_inverse=True)
    order = np.lexsort((cell, place))
    tally = np.stack(
        [np.bincount(place[choice == one], minlength=len(kept)) for one in (YES, ABSTAIN, NO)], 1
    )
    start = np.concatenate([[0], np.cumsum(tally.sum(1))])
    of_state = cells // votes.sessions
    opens = np.concatenate([[True], of_state[1:] != of_state[:-1]])
    edges = np.searchsorted(start, np.linspace(0, len(cell), BLOCKS + 1))
    layout = Layout(
        start, cell[order], choice[order], _kinds(tally), tally, kept, of_state, cells % votes.sessions,
        np.append(np.flatnonzero(opens), len(cells)), opens, np.bincount(cell), edges,
        *_spells(place[order], session[order], votes.sessions),
    )  # fmt: skip
    _refuse_disconnected(layout, votes.sessions)
    return layout


def _spells(
    item: IntArray, session: IntArray, sessions: int
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    key = item * sessions + session
    vote = np.argsort(key, kind="stable")
    spells, first = np.unique(key[vote], return_index=True)
    return vote, np.append(first, len(vote)), spells // sessions, spells % sessions


def _usable(votes: VoteArrays, absence: Absence) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    choice = votes.choice
    if absence == "abstain":
        choice = np.where(choice == ABSENT, ABSTAIN, choice)
    cast = choice != ABSENT
    seen = np.zeros((votes.items, 3), bool)
    seen[votes.item[cast], choice[cast] - 1] = True
    keep = cast & (seen.sum(1) > 1)[votes.item]
    if not keep.any():
        raise AskedWronglyError(
            "Every item is unanimous, so nothing tells the states apart", "Add items on which states differ"
        )
    if len(np.unique(votes.state[keep])) < 2:
        raise AskedWronglyError("Only one state voted on divided items", "Give at least two states")
    return votes.state[keep], votes.item[keep], votes.session[keep], choice[keep]


def _kinds(tally: IntArray) -> IntArray:
    yea, abstained, nay = (tally > 0).T
    return np.select([yea & abstained & nay, ~nay, ~yea], [ALL_THREE, NO_NAY, NO_YEA], NO_ABSTENTION)


def _refuse_disconnected(layout: Layout, sessions: int) -> None:
    """Sessions hang together through states that sit in both and items voted on in both."""
    group = np.arange(sessions)
    links = [
        _neighbours(layout.state, layout.session),
        _neighbours(layout.spell_item, layout.spell_session),
    ]
    for _ in range(sessions):
        before = group.copy()
        for a, b in links:
            low = np.minimum(group[a], group[b])
            np.minimum.at(group, a, low)
            np.minimum.at(group, b, low)
        if (group == before).all():
            break
    present = np.unique(layout.session)
    apart = present[group[present] != group[present[0]]]
    if len(apart):
        raise AskedWronglyError(
            f"Session {apart[0]} shares no state and no item with session {present[0]}, "
            "so their points have no common scale",
            "Fit them apart, or link items that were voted on again",
        )


def _neighbours(owner: IntArray, session: IntArray) -> tuple[IntArray, IntArray]:
    same = owner[1:] == owner[:-1]
    return session[:-1][same], session[1:][same]
