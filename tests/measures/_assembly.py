"""A small invented Assembly: states on a line vote by their places, in a record of its own."""

from datetime import date

import numpy as np
from tests.record._made import release, rows, spec

STATES = ("USA", "GBR", "FRA", "BRA", "IND", "CHL", "EGY", "POL", "CUB")
PLACES = np.array([1.8, 1.2, 0.9, 0.1, -0.4, 0.0, -0.7, -1.3, -1.6])
WORDS = {1: "yes", 2: "abstain", 3: "no"}


def calls(session, count, **changes):
    """Roll calls of one session; titles repeat from session to session for the first three."""
    for number in range(count):
        yield {
            "id": f"A/RES/{session}/{number + 1}", "body": "GA", "session": str(session),
            "date": date(1945 + session, 12, 1 + number % 28), "date_precision": "day",
            "title": f"Lasting question {number}" if number < 3 else f"Question {session} {number}",
            "topics": ["Human rights"] if number % 2 else ["Nuclear weapons and nuclear material"],
            "part": "whole", "modality": "recorded", **changes,
        }  # fmt: skip


def votes(listed, rng, states=STATES, places=PLACES):
    """Votes by places; every third roll call asks the other way round."""
    for number, call in enumerate(listed):
        latent = (1.8 if number % 3 else -1.8) * places + rng.normal(size=len(places))
        low = rng.normal()
        for state, value in zip(states, latent, strict=True):
            yield {
                "rollcall": call["id"],
                "actor": state,
                "choice": WORDS[1 + int(value > low) + int(value > low + 0.7)],
            }


def assembly(path, sessions=range(60, 66), count=20, extra=(), name="1"):
    """Write a record of such sessions; ``extra`` is further (calls, votes)."""
    rng = np.random.default_rng(1)
    listed = [call for session in sessions for call in calls(session, count)]
    cast = [
        vote for vote in votes(listed, rng)
        if not (vote["actor"] == "CUB" and vote["rollcall"].split("/")[2] < "62")
    ]  # fmt: skip
    seat = [
        vote | {"actor": "RUS"} for vote in cast if vote["actor"] == "POL"
    ]  # fmt: skip
    more_calls = [call for one, _ in extra for call in one]
    more_votes = [vote for _, one in extra for vote in one]
    described = spec("made", ("rollcall", "vote"))
    release(
        path, name, rows("rollcall", *listed, *more_calls), rows("vote", *cast, *seat, *more_votes),
        described=described,
    )  # fmt: skip
    return path
