"""What cannot be fitted is refused with a reason; what is odd but meant has a defined result."""

import numpy as np
import pytest
from tests.models.ideal_points.simulate import draw

from multipolar.basics.errors import AskedWronglyError
from multipolar.models.ideal_points import Anchors, VoteArrays, fit_ideal_points, link_items


def _grid(choice):
    """One session: rows are states, columns items; 0 is no vote."""
    choice = np.array(choice)
    state, item = np.nonzero(choice)
    return VoteArrays.of(state, item, np.zeros_like(state), choice[state, item], states=len(choice))


@pytest.mark.parametrize(
    ("arrays", "said"),
    [
        (([], [], [], []), "no votes"),
        (([0], [0, 1], [0], [1]), "differ in length"),
        (([0.5], [0], [0], [1]), "whole numbers"),
        (([0], [-1], [0], [1]), "from -1"),
        (([0], [0], [0], [7]), "Choice 7"),
        (([3, 3], [2, 2], [1, 1], [1, 3]), "State 3 has two votes on item 2 in session 1"),
    ],
)
def test_votes_are_checked(arrays, said):
    with pytest.raises(AskedWronglyError, match=said):
        VoteArrays.of(*(np.array(one, dtype=None if one else int) for one in arrays))


def test_a_number_beyond_the_count_is_refused():
    with pytest.raises(AskedWronglyError, match="state numbers run from 0 to 5"):
        VoteArrays.of([0, 5], [0, 0], [0, 0], [1, 3], states=5)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"dimensions": 2}, "fit_ideal_plane"),
        ({"absence": "guess"}, "ignore, abstain"),
        ({"innovation": "free"}, "votes, estimate"),
        ({"innovation": "estimate"}, "walk joint"),
        ({"innovation": -1.0}, "not positive"),
        ({"walk": "random"}, "sequential or joint"),
        ({"tol": 0.0}, "tolerance"),
        ({"anchors": Anchors((99,), (0,))}, "Anchor 99"),
        ({"anchors": Anchors((), (0,))}, "either side"),
    ],
)
def test_options_are_checked(options, said):
    with pytest.raises(AskedWronglyError, match=said):
        fit_ideal_points(_grid([[1, 3], [3, 1]]), **options)


def test_all_votes_identical():
    with pytest.raises(AskedWronglyError, match="unanimous"):
        fit_ideal_points(_grid([[1, 1], [1, 1], [1, 1]]))


def test_one_state():
    votes = VoteArrays.of([0, 0], [0, 0], [0, 1], [1, 3])
    with pytest.raises(AskedWronglyError, match="Only one state"):
        fit_ideal_points(votes)


def test_sessions_without_a_link():
    drawn = draw(0, states=20, sessions=2, per_session=20, bridges=0.0, rare=0).votes
    apart = VoteArrays.of(drawn.state + 20 * drawn.session, drawn.item, drawn.session, drawn.choice)
    with pytest.raises(AskedWronglyError, match="Session 1 shares no state and no item with session 0"):
        fit_ideal_points(apart)


def test_a_repeated_item_links_sessions():
    drawn = draw(0, states=20, sessions=2, per_session=20, bridges=0.0, rare=0).votes
    item = link_items(40, [(3, 23), (5, 25)])[drawn.item]
    bridged = VoteArrays.of(drawn.state + 20 * drawn.session, item, drawn.session, drawn.choice)
    assert fit_ideal_points(bridged).converged


def test_links_follow_chains():
    assert link_items(6, [(0, 2), (2, 5), (3, 4)]).tolist() == [0, 1, 0, 2, 2, 0]
    with pytest.raises(AskedWronglyError, match="not both among"):
        link_items(3, [(0, 3)])


def test_an_empty_session_stays_empty():
    drawn = draw(6, states=20, sessions=4, per_session=20).votes
    gap = VoteArrays.of(
        drawn.state, drawn.item, np.where(drawn.session > 1, drawn.session + 1, drawn.session), drawn.choice
    )
    fit = fit_ideal_points(gap)
    assert np.isnan(fit.theta[:, 2]).all()
    assert (fit.votes_used[:, 2] == 0).all()
    assert np.isfinite(fit.theta[:, 3]).any()


def test_one_dissent_and_unanimity():
    drawn = draw(7, states=30, sessions=3, per_session=20, rare=0).votes
    state = np.arange(30)
    extra = np.concatenate([np.where(state == 4, 3, 1), np.ones(30, int)])
    votes = VoteArrays.of(
        np.concatenate([drawn.state, state, state]),
        np.concatenate([drawn.item, np.full(30, drawn.items), np.full(30, drawn.items + 1)]),
        np.concatenate([drawn.session, np.zeros(60, int)]),
        np.concatenate([drawn.choice, extra]),
    )
    fit = fit_ideal_points(votes)
    dissent, unanimous = drawn.items, drawn.items + 1
    assert fit.converged
    assert np.isfinite(fit.discrimination[dissent])
    # Nobody abstained, so there is one cutpoint, far to one side.
    assert fit.cutpoints[dissent, 0] == fit.cutpoints[dissent, 1]
    assert np.isnan(fit.discrimination[unanimous])
    assert fit.items_used == votes.items - 1 - int(np.isnan(fit.discrimination[:dissent]).sum())


def test_cutpoints_that_nobody_crossed_are_infinite():
    drawn = draw(9, states=30, sessions=2, per_session=15, rare=0).votes
    keep = ~((drawn.item == 0) & (drawn.choice == 3)) & ~((drawn.item == 1) & (drawn.choice == 1))
    fit = fit_ideal_points(drawn.where(keep))
    assert fit.cutpoints[0, 1] == np.inf
    assert fit.cutpoints[1, 0] == -np.inf
    assert np.isnan(fit.cutpoints_sd[0, 1])


def test_absence_is_ignored_or_counted_as_abstention():
    drawn = draw(10, states=25, sessions=2, per_session=25, rare=0).votes
    choice = np.where(np.random.default_rng(1).random(len(drawn)) < 0.1, 4, drawn.choice)
    votes = VoteArrays.of(drawn.state, drawn.item, drawn.session, choice)
    ignored, counted = (fit_ideal_points(votes, absence=how) for how in ("ignore", "abstain"))
    assert ignored.votes_used.sum() == (choice != 4).sum()
    assert counted.votes_used.sum() == len(votes)


def test_estimated_innovations_come_near_the_truth():
    fit = fit_ideal_points(draw(12).votes, walk="joint", innovation="estimate")
    # Steps have variance 0.09 before points are standardised, and points then a variance of 1.3 to 1.6.
    assert 0.03 < np.nanmedian(fit.innovation) < 0.12


def test_a_fit_cut_short_says_so():
    fit = fit_ideal_points(draw(11).votes, max_iter=8)
    assert not fit.converged
    assert fit.iterations == 8
    assert fit.change > 0.01


@pytest.mark.parametrize("walk", ["sequential", "joint"])
def test_a_state_with_one_vote_stays_on_the_scale(walk):
    drawn = draw(8, states=40, sessions=4, per_session=30, rare=0).votes
    alone = VoteArrays.of(
        np.append(drawn.state, 40), np.append(drawn.item, drawn.item.max()),
        np.append(drawn.session, 3), np.append(drawn.choice, 3), states=41,
    )  # fmt: skip
    fit = fit_ideal_points(alone, walk=walk)
    assert fit.converged
    assert fit.votes_used[40].tolist() == [0, 0, 0, 1]
    assert abs(fit.theta[40, 3]) < 4
    assert fit.theta_sd[40, 3] > 2 * np.nanmedian(fit.theta_sd)
