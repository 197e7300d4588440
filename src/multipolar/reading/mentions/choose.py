"""Which bearer of a shared name is meant: by its time, by words beside it, or none for certain."""

from collections.abc import Sequence
from datetime import date

from multipolar import actors
from multipolar.reading.lexicon import lexicon
from multipolar.reading.mentions.names import Entry


class Chooser:
    """Chooses for one document.

    Args:
        language: Two letters.
        on: The date of speaking; today when it is not known.
    """

    def __init__(self, language: str, on: date | None) -> None:
        self._on = on or date.today()
        cues: dict[str, list[str]] = lexicon("not_actors", language).get("choose", {})
        self._cues = {actor: tuple(word.lower() for word in words) for actor, words in cues.items()}

    def among(
        self, entries: Sequence[Entry], sentence: str, when: Sequence[tuple[date, date]]
    ) -> Sequence[Entry]:
        """The entries that the name may mean here; one actor's when it is certain, else all."""
        if len({entry.actor for entry in entries}) < 2:
            return entries
        kept = self._then(entries, when)
        if len({entry.actor for entry in kept}) > 1:
            kept = self._beside(kept, sentence.lower())
        return kept

    def _then(self, entries: Sequence[Entry], when: Sequence[tuple[date, date]]) -> Sequence[Entry]:
        """Those in use at the one time the sentence names, else at the date of speaking."""
        spans = [when[0]] if len(when) == 1 else []
        for start, end in (*spans, (self._on, self._on)):
            there = [entry for entry in entries if _in_use(entry, start, end)]
            if there:
                return there
        return entries

    def _beside(self, entries: Sequence[Entry], sentence: str) -> Sequence[Entry]:
        cued = {e.actor for e in entries if any(word in sentence for word in self._cues.get(e.actor, ()))}
        return [e for e in entries if e.actor in cued] if len(cued) == 1 else entries


def _in_use(entry: Entry, start: date, end: date) -> bool:
    actor = actors.get(entry.actor)
    sinces = [day.first for day in (entry.since, actor.since) if day is not None]
    untils = [day.last for day in (entry.until, actor.until) if day is not None]
    return all(since <= end for since in sinces) and all(until >= start for until in untils)
