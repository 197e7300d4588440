"""Votes alike: how often one side is said to vote with another, and who is said to do so most."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from multipolar.reading.model import NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements.forms import asserted, forms, said_when
from multipolar.statements.mask import Masked, mask
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value
from multipolar.statements.vote import speaks_of_votes

Claim = Literal["share", "with", "against"]


@dataclass(frozen=True)
class AlikeStatement(Statement):
    """Two sides voted alike in a share of votes, or nobody votes more often with one than the other.

    Attributes:
        one: Who votes, an id.
        other: With or against whom, an id.
        claim: A share, or a first place.
        share: The share as it was written.
    """

    one: str = ""
    other: str = ""
    claim: Claim = "share"
    share: NumberMention | None = None


class AlikeKind:
    """Statements about how alike two sides vote in the Assembly."""

    names: tuple[KindName, ...] = ("vote",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[AlikeStatement]:
        """One statement for each pair that a share or a first place is said of."""
        masked = mask(sentence)
        taken: list[tuple[int, int]] = []
        for key in ("share", "rank"):
            for _, match in forms(masked, "alike", key):
                if any(s < match.end() and match.start() < e for s, e in taken):
                    continue
                if not asserted(masked, match) or not speaks_of_votes(masked, discourse):
                    continue
                for statement in _made(masked, match):
                    taken.append(match.span())
                    yield statement

    def check(self, statement: AlikeStatement, record: Record, discourse: Discourse) -> Judgement | None:
        """Hold it against the roll calls of its period."""
        from multipolar.statements.alike_checks import judge  # numpy, which no other statement needs

        return judge(statement, record, discourse.reading.document.date)


def _made(masked: Masked, match: re.Match[str]) -> Iterator[AlikeStatement]:
    words = match.groupdict()
    sides = [group for group in ("one", "other", "both") if words.get(group)]
    named = [str(m.actor) for group in sides for m in masked.actors(*match.span(group)) if m.actor]
    if len(named) != 2 or named[0] == named[1]:
        return
    numbers = masked.numbers(*match.span("n")) if "n" in words else ()
    share = numbers[0] if numbers else None
    if "n" in words and not _is_share(share):
        return
    claim: Claim = "share" if share else "against" if words["how"].lower() == "against" else "with"
    when = said_when(masked, *match.span())
    sentence = masked.sentence
    start, end = match.span()
    yield AlikeStatement(
        "vote", start + sentence.start, end + sentence.start, sentence.text[start:end], sentence,
        tuple(named), when.span if when else None, _value(share), named[0], named[1], claim, share,
    )  # fmt: skip


def _is_share(number: NumberMention | None) -> bool:
    return number is not None and (number.unit == "%" or 0 < number.value < 1)


def _value(share: NumberMention | None) -> Value | None:
    from multipolar.statements.alike_checks import in_per_cent

    return None if share is None else Value(in_per_cent(share), "%", "share")
