"""A corpus of 2,000 generated pages, audited one after another: rate of text, and memory that stays flat."""

import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.case import Case, Job

if TYPE_CHECKING:
    from multipolar.record import Record

_HERE = "benchmarks.corpus"
_PAGES = 2_000
_WANTED = 200_000  # bytes of text a second and core
# What pages of embassies, ministries, agencies and think tanks are made of: most sentences say nothing that a
# record holds; one in eight states a vote, a membership, a visit, trade or an office.
_FILL = (
    "The delegation toured the old town and met students of the faculty of law.",
    "Observers described the mood as {mood}, and most papers gave the talks little room.",
    "Both sides underlined that dialogue remains the only way to settle what still divides them.",
    "The port of {city} handled more containers than in any spring before, its director said.",
    "A panel on water, energy and food closed the second day in {city}.",
    "Farmers in {state} complain of late rains, and prices of seed have gone up again.",
    "Nobody in {city} expects quick results, although expectations had been high in {year}.",
    "The embassy thanked the volunteers who had prepared the exhibition on the history of {state}.",
    "Its authors look at how cities finance transport, housing and schools, and where they borrow.",
    "He recalled his years as a student in {city} and the friends that he made there.",
    "The programme covers vocational training, small firms and the upkeep of rural roads.",
    "It was raining when the guests left the palace shortly after {hour} o'clock.",
    "Critics in {state} call the plan {mood}; the ministry points to its budget.",
    "A second round is planned, and experts of both ministries keep working on the text.",
    "Tourism between {state} and {other} has not yet recovered, hotel owners in {city} report.",
)
_SAID = (
    "{state} voted in favour of resolution 68/262, while {other} abstained.",
    "The Assembly adopted resolution ES-11/1 on 2 March 2022 by 141 votes to 5, with 35 abstentions.",
    "{state} has been a member of the World Trade Organization since {year}.",
    "The President of {state} visited {city} in {year}.",
    "In {year}, trade between {state} and {other} reached {number} billion dollars.",
    "{state} and {other} established diplomatic relations in {year}.",
    "{state}, with a population of {number} million, signed the treaty in {year}.",
    "{state} and {other} signed an agreement on trade in {year}.",
)
_STATES = (
    "Chile", "Brazil", "Peru", "India", "Kenya", "Norway", "Japan", "Egypt", "Mexico", "Poland", "Ghana",
    "Vietnam", "Indonesia", "Morocco", "Kazakhstan", "Austria", "South Africa", "Turkey", "Cuba", "Thailand",
)  # fmt: skip
_CITIES = ("Santiago", "Lima", "Nairobi", "Oslo", "Hanoi", "Rabat", "Vienna", "Accra", "Jakarta", "Warsaw")
_MOODS = ("calm", "tense", "ambitious", "vague", "overdue", "costly")


def pages(count: int = _PAGES) -> Iterator[str]:
    """Pages of 1,500 to 9,000 characters, no two alike, the same in every run."""
    chance = random.Random(2024)
    for number in range(count):
        wanted = chance.randrange(1_500, 9_000)
        parts = [f"{chance.choice(_STATES)} and {chance.choice(_STATES)}: note {number}\n"]
        parts.append(f"{chance.randrange(1, 28)} May {chance.randrange(2023, 2026)}\n")
        while sum(map(len, parts)) < wanted:
            sentences = [_sentence(chance) for _ in range(chance.randrange(3, 7))]
            parts.append(" ".join(sentences) + "\n")
        yield "\n".join(parts)


def _sentence(chance: random.Random) -> str:
    form = chance.choice(_SAID if chance.random() < 1 / 8 else _FILL)
    return form.format(
        state=chance.choice(_STATES), other=chance.choice(_STATES), city=chance.choice(_CITIES),
        mood=chance.choice(_MOODS), year=chance.randrange(1960, 2024), hour=chance.randrange(2, 11),
        number=chance.randrange(2, 90),
    )  # fmt: skip


def _record() -> "Record":
    from multipolar.record import Record

    return Record.open(Path("/nonexistent"))


def corpus() -> tuple[float, str]:
    """All pages in one process, each summed up as the command does; imports and the first page left out."""
    from multipolar.audit import audit
    from multipolar.audit.corpus import Corpus, summary

    record = _record()
    audit(next(pages(1)), record=record)
    began, spent = time.perf_counter(), time.process_time()
    kept, size, early = [], 0, 0.0
    for number, text in enumerate(pages(), 1):
        kept.append(summary(audit(text, record=record)))
        size += len(text.encode())
        if number == _PAGES // 4:
            early = _megabytes()
    found = Corpus(tuple(kept))
    seconds, processor = time.perf_counter() - began, time.process_time() - spent
    growth = _megabytes() - early
    rate = size / processor / 1e3
    return seconds, (
        f"{size / 1e6:.1f} MB, {sum(found.counts.values()):,} statements: {rate:.0f} kB of text a second "
        f"of one processor; memory grew by {growth:.0f} MB over the last three quarters"
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


_SIZE = sum(len(text.encode()) for text in pages(200)) / 200 * _PAGES
CASES = (
    Case(
        "audit-corpus", f"{_PAGES:,} generated pages, one process", Job("multipolar", f"{_HERE}:corpus"),
        (), round(_SIZE / _WANTED, 1),
    ),
)  # fmt: skip
