"""Where the clause around some words begins and ends, and whether it tells a fact that states are behind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from multipolar.statements.encounters import PERSON
from multipolar.statements.event_words import Entry, Shared
from multipolar.statements.mask import Masked
from multipolar.statements.signs import DATE

# A clause of somebody else, whose name may hold a day's: "... and Godwin Friday took over".
_ANOTHER = re.compile(
    rf"\s(?:and|while)\s+(?={PERSON}+(?:\s{DATE}+)?\s+(?:has|had|was|is|took|became|came|went|won|[a-z]+ed)\b)"
)


@dataclass(frozen=True, slots=True)
class Around:
    """The clause around some words; positions are those of the masked text.

    Attributes:
        start: Its first character.
        end: The character after its last.
        first: Where the part begins that no other statement of the kind has taken.
        last: Where that part ends.
    """

    start: int
    end: int
    first: int
    last: int


def around(masked: Masked, match: re.Match[str], shared: Shared, held: Sequence[tuple[int, int]]) -> Around:
    """The clause around some words.

    Args:
        masked: The sentence.
        match: The words.
        shared: Where clauses end.
        held: Stretches of the masked text that other statements of the kind have.
    """
    text = masked.text
    start, end = max(0, match.start() - shared.reach), min(len(text), match.end() + shared.reach)
    # Where it is the telling words that make a comma a break, who does it stands before the comma.
    before = match.start() + 1 if shared.again else end
    cuts = [cut.span() for cut in shared.breaks.finditer(text, start, before)]
    cuts += [cut.span() for cut in shared.breaks.finditer(text, match.end(), end)]
    if PERSON in text:
        cuts += [cut.span() for cut in _ANOTHER.finditer(text, start, end)]
    start = max([start, *(last for _, last in cuts if last <= match.start())])
    end = min([end, *(first for first, _ in cuts if first >= match.end())])
    first = max([start, *(last for _, last in held if last <= match.start())])
    last = min([end, *(first for first, _ in held if first >= match.end())])
    return Around(start, end, first, last)


def factual(masked: Masked, match: re.Match[str], clause: Around, entry: Entry, shared: Shared) -> bool:
    """Whether a clause speaks of no plan, wish, condition or story, nor of companies, schools and teams.

    Plans are looked for up to the words that tell the event; an entry may end before them (``real``), go on
    to the end of the clause (``whole``), or allow words of its own.
    """
    whole = entry.form.get("whole")
    end = clause.end if whole else match.start() if entry.form.get("real") else match.end()
    words = masked.text[clause.start if shared.again else clause.first : end]
    if entry.allows is not None:
        words = entry.allows.sub(" ", words)
    if shared.plans.search(words) is not None:
        return False
    comma = masked.text.find(",", match.end(), clause.end) if shared.again else -1
    about = masked.sentence.text[clause.start : comma if comma >= 0 else clause.end]
    return shared.private.search(about) is None
