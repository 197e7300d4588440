"""Offices: who is said to hold or have held which office, and when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from multipolar.basics.dates import Span
from multipolar.reading.model import DateMention, PersonMention, Sentence
from multipolar.record import Record
from multipolar.statements.antecedents import organisation_meant
from multipolar.statements.model import Discourse, Judgement, KindName, Statement
from multipolar.statements.office_checks import judge
from multipolar.statements.office_event_checks import judge as judge_event
from multipolar.statements.office_events import OfficeEvent, office_events
from multipolar.statements.office_lines import about_states, holders
from multipolar.statements.own_side import own_side
from multipolar.statements.walk import apart
from multipolar.statements.wording import wording

# Offices of organisations: the one the passage is about, where none is named beside them.
_OF_BODIES = (
    "secretary_general",
    "director_general",
    "executive_secretary",
    "chair",
    "deputy_secretary_general",
)
# Offices of a state that firms and clubs have too: of some state on a page about states.
_OF_A_STATE = (
    "president", "vice_president", "speaker", "crown_prince", "monarch", "chancellor", "supreme_leader",
)  # fmt: skip


@dataclass(frozen=True)
class OfficeStatement(Statement):
    """Somebody holds or held an office.

    Attributes:
        person: The name as written.
        title: The office in the record's words.
        actor: The state or organisation of the office, when told.
        past: Whether it is said to be past.
        term: Whether ``time`` is the whole term of office ("(2007-2015)").
        listed: Whether a page about states tells it of a full name, so that it is an office of some state.
    """

    person: str = ""
    title: str = ""
    actor: str | None = None
    past: bool = False
    term: bool = False
    listed: bool = False


class OfficeKind:
    """Statements about offices."""

    names: tuple[KindName, ...] = ("office",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[OfficeStatement | OfficeEvent]:
        """Who holds an office, and what happens to offices, where the two do not say the same."""
        taken: list[tuple[int, int]] = []
        yield from apart(chain(_laid_out(sentence, discourse), _named(sentence, discourse)), taken)
        yield from apart(office_events(sentence, discourse, taken), taken)

    def check(
        self, statement: OfficeStatement | OfficeEvent, record: Record, discourse: Discourse
    ) -> Judgement | None:
        """Hold it against the tenures of the record."""
        if isinstance(statement, OfficeEvent):
            return judge_event(statement, record)
        return judge(statement, record, discourse.reading.document.date)


def _named(sentence: Sentence, discourse: Discourse) -> Iterable[OfficeStatement]:
    """One statement for each person of the page in each office, the first time it is said."""
    said: set[tuple[str, str, str | None]] = discourse.topics.setdefault("offices", set())
    for mention in sentence.people:
        term = _term(sentence, mention)
        person = _placed(mention, sentence, discourse)
        key = (person.name.split()[-1].lower(), person.title, person.actor)
        again = any(k[:2] == key[:2] and (key[2] is None or k[2] == key[2]) for k in said)
        said.add(key)
        if term is not None or not again or person.past:
            public = person.title in _OF_A_STATE and len(person.name.split()) > 1 and about_states(discourse)
            yield replace(_statement(sentence, person, term), listed=public)


def _placed(mention: PersonMention, sentence: Sentence, discourse: Discourse) -> PersonMention:
    """With the state or organisation of the office, where the page tells it elsewhere."""
    if mention.actor is not None:
        return mention
    if mention.title in _OF_BODIES:
        return replace(mention, actor=organisation_meant(discourse))
    before = sentence.text[: mention.start - sentence.start]
    if wording("own", sentence.language).search(before):
        return replace(mention, actor=own_side(sentence, discourse))
    return mention


def _laid_out(sentence: Sentence, discourse: Discourse) -> Iterable[OfficeStatement]:
    """Those whom a list, a table or a label sets beside an office."""
    for found in holders(sentence, discourse):
        actors = (found.actor,) if found.actor else ()
        yield OfficeStatement(
            "office", sentence.start + found.start, sentence.start + found.end,
            sentence.text[found.start : found.end], sentence, actors,
            found.term.span if found.term else None, None, found.name, found.title, found.actor,
            found.term is not None and found.term.role != "since", found.term is not None, True,
        )  # fmt: skip


def _statement(sentence: Sentence, mention: PersonMention, term: DateMention | None) -> OfficeStatement:
    end = mention.end
    bracket = (
        term is not None and "(" in sentence.text[mention.end - sentence.start : term.start - sentence.start]
    )
    if term is not None and not bracket:
        end = term.end
    elif term is not None:
        close = sentence.text.find(")", term.end - sentence.start)
        end = sentence.start + close + 1 if 0 <= close <= term.end - sentence.start + 3 else term.end
    time = term.span if term else _point(sentence, mention) or _when(sentence)
    quote = sentence.text[mention.start - sentence.start : end - sentence.start]
    actors = (mention.actor,) if mention.actor else ()
    return OfficeStatement(
        "office", mention.start, end, quote, sentence, actors, time, None, mention.name, mention.title,
        mention.actor, mention.past, term is not None,
    )  # fmt: skip


def _term(sentence: Sentence, mention: PersonMention) -> DateMention | None:
    """The term given right after the name: "(2007-2015)", "(2019-present)", "from 1999 to 2008"."""
    # A stretch after the office in running words: "from 1999 to 2008", "between 2007 and 2015", "since 2018".
    stretch = wording("term_stretch", sentence.language)
    for date in sentence.dates:
        between = sentence.text[mention.end - sentence.start : max(date.start - sentence.start, 0)]
        whole = not date.relative and (date.when is None or date.role in ("since", "until"))
        near = mention.end <= date.start <= mention.end + 4
        if whole and near and wording("term_opens", sentence.language).fullmatch(between):
            return date
        if whole and mention.end <= date.start <= mention.end + 20 and stretch.fullmatch(between):
            return date
    return None


def _point(sentence: Sentence, mention: PersonMention) -> Span | None:
    """The time in brackets after a name that is no term: "Prime Minister Modi (July 2018)"."""
    opens = wording("term_opens", sentence.language)
    for date in sentence.dates:
        between = sentence.text[mention.end - sentence.start : max(date.start - sentence.start, 0)]
        if mention.end <= date.start <= mention.end + 4 and opens.fullmatch(between):
            return date.span
    return None


def _when(sentence: Sentence) -> Span | None:
    """The time the sentence speaks of, when it names just one."""
    spans = {d.span for d in sentence.dates if d.span.start is not None and d.span.end is not None}
    return next(iter(spans)) if len(spans) == 1 else None
