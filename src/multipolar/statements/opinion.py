"""Opinion: forecasts, wishes and demands, which no record can settle; noted, never judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from multipolar.reading.model import Sentence
from multipolar.record import Record
from multipolar.statements.cues import cued
from multipolar.statements.mask import mask, phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Verdict

Sort = Literal["forecast", "wish", "demand"]
_SORTS: tuple[Sort, ...] = ("wish", "demand", "forecast")
# A page shows a few, so that what can be checked is not buried under what cannot.
_MOST = 5
_REASONS = {
    "forecast": "It speaks of what is to come; no record can settle it",
    "wish": "It says what somebody hopes, believes or expects; no record can settle it",
    "demand": "It says what ought to be; no record can settle it",
}


@dataclass(frozen=True)
class OpinionStatement(Statement):
    """Somebody forecasts, wishes or demands something.

    Attributes:
        sort: Which of the three.
    """

    sort: Sort = "forecast"


class OpinionKind:
    """Forecasts, wishes and demands, where words mark them beyond doubt."""

    names: tuple[KindName, ...] = ("opinion",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[OpinionStatement]:
        """At most one a sentence, and a few a page, in sentences that name an actor."""
        words = phrases("opinion", sentence.language)
        noted: int = discourse.topics.get("opinions", 0)
        if not words or noted >= _MOST or not sentence.actors or sentence.part in ("heading", "row"):
            return
        if sentence.text.rstrip().endswith("?"):
            return
        masked = mask(sentence)
        for sort in _SORTS:
            if not cued(words["cues"][sort], masked.text, sentence.language):
                continue
            source = words[sort].replace("{SUBJECT}", words["subject"])
            if cued(source, masked.text, sentence.language):
                discourse.topics["opinions"] = noted + 1
                actors = tuple(dict.fromkeys(m.actor for m in sentence.actors if m.actor))
                yield OpinionStatement(
                    "opinion", sentence.start, sentence.end, sentence.text, sentence, actors, None, None, sort
                )
                return

    def check(self, statement: OpinionStatement, _record: Record, _discourse: Discourse) -> Judgement:
        """Nothing is checked."""
        who = statement.sentence.speaker or "The author"
        return Judgement(Verdict.NOT_CHECKABLE, f"{who} gives a {statement.sort}", _REASONS[statement.sort])
