"""Composition: of whom an organisation is said to consist, and how many members it has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from multipolar import actors
from multipolar.basics.dates import Span
from multipolar.reading.model import ActorMention, NumberMention, Sentence
from multipolar.record import Record
from multipolar.statements import quantities
from multipolar.statements.antecedents import body_meant, resolved
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name, names
from multipolar.statements.mask import Masked, mask, pattern
from multipolar.statements.membership_forms import cued, form_pattern, membership_phrases
from multipolar.statements.model import Discourse, Judgement, KindName, Statement, Value, Verdict
from multipolar.statements.signs import NUMBER
from multipolar.statements.spells import MEMBERS, Spell, held, roll
from multipolar.statements.wording import sort_of, wording

_ROWS = 80


@dataclass(frozen=True)
class CompositionStatement(Statement):
    """An organisation consists of these actors, or has this many members.

    Attributes:
        organisation: The organisation's id.
        listed: Actors said to belong.
        number: The number of members claimed, if any.
        closed: Whether the list claims to be complete ("consists of"), or not ("includes").
        role: The role of those listed or counted.
        past: Whether it is said of the past.
        implied: Whether the organisation is told by what was said before alone.
    """

    organisation: str = ""
    listed: tuple[str, ...] = ()
    number: NumberMention | None = None
    closed: bool = False
    role: str = "member"
    past: bool = False
    implied: bool = False


class CompositionKind:
    """Statements about the composition of organisations."""

    names: tuple[KindName, ...] = ("composition",)

    def find(self, sentence: Sentence, discourse: Discourse) -> Iterable[CompositionStatement]:
        """Lists of members and numbers of members."""
        sentence = resolved(sentence, discourse)
        named = any(m.kind == "organisation" for m in sentence.actors)
        implied = body_meant(discourse)
        if not named and implied is None:
            return
        masked = mask(sentence)
        taken: list[tuple[int, int]] = []
        found = [*_lists(masked), *_counts(masked)] if named else []
        open_ = [*_implied(masked, implied), *_counts_left(masked, implied)] if implied is not None else []
        for statement in (*found, *open_):
            if not any(s < statement.end and statement.start < e for s, e in taken):
                taken.append((statement.start, statement.end))
                yield statement
        # Membership is asked next, and reads nothing over again.
        discourse.topics["compositions"] = (sentence.index, tuple(taken))

    def check(self, statement: CompositionStatement, record: Record, discourse: Discourse) -> Judgement:
        """Hold a composition against the spells that cover the time spoken of."""
        known = roll(record, statement.organisation) if statement.organisation else ()
        if not known:
            called = name(statement.organisation) if statement.organisation else "the organisation meant"
            reason = f"The record has no membership list of {called}"
            return Judgement(
                Verdict.SILENT, _plain(statement), reason, reproduce="multipolar record pull cow_igo"
            )
        on = _day(statement, discourse)
        if statement.number is None:
            found = _judge_list(statement, known, on)
            wrong = statement.implied and found.verdict is Verdict.CONTRADICTED
            told = f"{found.reason}; another organisation may be meant"
            return replace(found, verdict=Verdict.SILENT, reason=told) if wrong else found
        return _judge_number(statement, statement.number, known, on)


def _lists(masked: Masked) -> Iterator[CompositionStatement]:
    language = masked.sentence.language
    if not membership_phrases(language) or not cued(masked, "composition"):
        return
    for source in membership_phrases(language)["composition"]:
        for match in form_pattern(source, language).finditer(masked.text):
            mentions = masked.actors(match.start("who"), match.end("who"))
            organisations = masked.actors(match.start("org"), match.end("org"))
            states = [m for m in mentions if m.kind in ("state", "territory") and m.actor]
            if len(states) != len(mentions) or not states or len(organisations) != 1:
                continue
            if _wished(masked, match):
                continue
            words = match.groupdict()
            verb = words.get("verb") or ""
            said = verb + (words.get("also") or "") + (words.get("also2") or "")
            closed = not wording("open_list", language).search(said)
            yield _of(masked, match, organisations[0].actor or "", states, closed and len(states) > 1, verb)


def _implied(masked: Masked, organisation: str) -> Iterator[CompositionStatement]:
    """Lists of members of the organisation that the page speaks of."""
    language = masked.sentence.language
    words = membership_phrases(language)
    if not words or not cued(masked, "composition"):
        return
    for source in words.get("composition_implied", ()):
        for match in form_pattern(source, language).finditer(masked.text):
            states = masked.actors(match.start("who"), match.end("who"))
            if (
                not states
                or any(m.kind not in ("state", "territory") for m in states)
                or _wished(masked, match)
            ):
                continue
            certain = [m for m in states if m.actor]
            named = masked.actors(max(0, match.start() - 60), match.start("who"))
            if certain and not any(m.kind == "organisation" for m in named):
                yield replace(_of(masked, match, organisation, certain, False, match["verb"]), implied=True)


def _counts_left(masked: Masked, organisation: str) -> Iterator[CompositionStatement]:
    """Numbers of members of the organisation that the page speaks of, or that the sentence alone names."""
    language = masked.sentence.language
    named = {m.actors for m in masked.sentence.actors if m.kind == "organisation"}
    if NUMBER not in masked.text or len(named) > 1:
        return
    ids = next(iter(named), None)
    body = (ids[0] if len(ids) == 1 else "") if ids else organisation
    for source in membership_phrases(language).get("counts_implied", ()):
        for match in form_pattern(source, language).finditer(masked.text):
            numbers = masked.numbers(*match.span("n"))
            if len(numbers) == 1 and numbers[0].unit != "%" and not _wished(masked, match):
                yield replace(_counted(masked, match, body, numbers[0]), implied=not ids)


def _wished(masked: Masked, match: re.Match[str]) -> bool:
    """Whether the words before speak of those who would be members."""
    language = masked.sentence.language
    before = masked.text[max(0, match.start() - 40) : match.start()]
    return pattern(membership_phrases(language)["hypothetical"], language).search(before) is not None


def _of(
    masked: Masked,
    match: re.Match[str],
    organisation: str,
    states: Sequence[ActorMention],
    closed: bool,
    verb: str,
) -> CompositionStatement:
    ids = tuple(str(m.actor) for m in states)
    start, end = match.start() + masked.sentence.start, match.end() + masked.sentence.start
    quote = masked.sentence.text[match.start() : match.end()]
    time = next((d.span for d in masked.sentence.dates if start <= d.start < end), None)
    role = _role(masked, match[0])
    founded = _says(masked, "founded", verb)
    return CompositionStatement(
        "composition", start, end, quote, masked.sentence, (*filter(None, (organisation,)), *ids), time,
        None, organisation, ids, None, closed, "founding" if founded and role == "member" else role,
        _once(masked, verb) or founded,
    )  # fmt: skip


def _role(masked: Masked, words: str) -> str:
    return sort_of(words, "roles_listed", masked.sentence.language, "member")


def _once(masked: Masked, verb: str) -> bool:
    """Whether a verb tells of the past."""
    return wording("was_made_of", masked.sentence.language).search(verb) is not None


def _counts(masked: Masked) -> Iterator[CompositionStatement]:
    language = masked.sentence.language
    if not membership_phrases(language) or NUMBER not in masked.text:
        return
    for source in membership_phrases(language)["counts"]:
        for match in form_pattern(source, language).finditer(masked.text):
            numbers = masked.numbers(match.start("n"), match.end("n"))
            organisations = masked.actors(match.start("org"), match.end("org"))
            if len(numbers) != 1 or len(organisations) != 1 or len(organisations[0].actors) > 1:
                continue
            if numbers[0].unit == "%" or not float(numbers[0].value).is_integer():
                continue
            yield _counted(masked, match, organisations[0].actor or "", numbers[0])


def _counted(
    masked: Masked, match: re.Match[str], organisation: str, number: NumberMention
) -> CompositionStatement:
    start, end = match.start() + masked.sentence.start, match.end() + masked.sentence.start
    words = match.groupdict()
    verb = words.get("verb") or ""
    founded = _says(masked, "founded", verb)
    role = _role(masked, words.get("role") or "")
    return CompositionStatement(
        "composition", start, end, masked.sentence.text[match.start() : match.end()], masked.sentence,
        (*filter(None, (organisation,)),), _time(masked, match), Value(number.value, "members", "level"),
        organisation, (), number, False, "founding" if founded and role == "member" else role,
        _once(masked, verb) or founded or _at_first(masked, match),
    )  # fmt: skip


def _time(masked: Masked, match: re.Match[str]) -> Span | None:
    """The time set right after a number: "has grown to 11 states in 2025"."""
    source = membership_phrases(masked.sentence.language).get("number_dated")
    after = pattern(source, masked.sentence.language).match(masked.text, match.end()) if source else None
    dates = masked.dates(after.start("when"), after.end("when")) if after else ()
    if not dates:
        # "With the admission of Cambodia in April 1999, ASEAN reached ten members"
        dates = masked.dates(0, match.end())
        became = _says(masked, "became", match[0])
        dates = dates if became and len(dates) == 1 and dates[0].span.end is not None else ()
    return dates[0].span if dates else None


def _at_first(masked: Masked, match: re.Match[str]) -> bool:
    before = masked.text[max(0, match.start() - 60) : match.end()]
    return _says(masked, "at_first", before)


def _says(masked: Masked, key: str, words: str) -> bool:
    """Whether some words say what a key of the phrasings stands for."""
    source = membership_phrases(masked.sentence.language).get(key)
    return source is not None and pattern(source, masked.sentence.language).search(words) is not None


def _day(statement: CompositionStatement, discourse: Discourse) -> date:
    if statement.time and statement.time.end:
        return statement.time.end
    return discourse.reading.document.date or date.today()


def _serving(statement: CompositionStatement, known: tuple[Spell, ...], on: date) -> dict[str, Spell]:
    founders = {s.row["actor"]: s for s in known if s.role == "founding"}
    if statement.role == "founding" and (founders or not statement.past):
        return founders
    if statement.role == "founding":
        return {s.row["actor"]: s for s in known if s.role in MEMBERS}
    roles = MEMBERS if statement.role == "member" else (statement.role,)
    return {s.row["actor"]: s for s in held(known, on, roles)}


def _judge_list(statement: CompositionStatement, known: tuple[Spell, ...], on: date) -> Judgement:
    serving = _serving(statement, known, on)
    ever = {s.row["actor"] for s in known if s.role in MEMBERS}
    if not held(known, on) and not statement.past:
        reason = f"{name(statement.organisation)} had no members yet on {on}, by the record"
        return _judgement(statement, Verdict.SILENT, reason, known, (), on)
    wrong = tuple(a for a in statement.listed if a not in serving)
    missing = tuple(a for a in sorted(serving) if a not in statement.listed)
    organisation = name(statement.organisation)
    if wrong and statement.past and all(a in ever for a in wrong):
        return _judgement(
            statement,
            Verdict.SUPPORTED,
            f"All named were members of {organisation}",
            known,
            statement.listed,
            on,
        )
    if wrong:
        verdict = Verdict.CONTRADICTED if 2 * len(wrong) >= len(statement.listed) else Verdict.IMPRECISE
        reason = f"On {on}, {names(wrong)} stood in no such role in {organisation}"
        return _judgement(statement, verdict, reason, known, statement.listed, on)
    founders = statement.role == "founding" and any(s.role == "founding" for s in known)
    if statement.closed and missing and (founders or not statement.past or statement.time is not None):
        unnamed = tuple(a for a in missing if not _leads(statement, a))
        if unnamed:
            reason = f"Those named are members of {organisation}, but the list leaves out {names(unnamed)}"
            return _judgement(statement, Verdict.IMPRECISE, reason, known, (*statement.listed, *unnamed), on)
    reason = f"On {on}, {names(statement.listed)} stood in {organisation} as stated"
    return _judgement(statement, Verdict.SUPPORTED, reason, known, statement.listed, on)


def _leads(statement: CompositionStatement, actor: str) -> bool:
    """Whether the sentence names the actor outside the list ("led by Moscow, which also includes")."""
    return any(actor in m.actors for m in statement.sentence.actors)


def _judge_number(
    statement: CompositionStatement, number: NumberMention, known: tuple[Spell, ...], on: date
) -> Judgement:
    serving = _serving(statement, known, on)
    organisation = name(statement.organisation)
    plural = {"founding": "founding members"}.get(statement.role, f"{statement.role}s")
    if not serving:
        reason = f"The record names no {plural} of {organisation}"
        return _judgement(statement, Verdict.SILENT, reason, known, (), on)
    closeness = quantities.count(number.value, number.hedge, len(serving))
    verdict = {"right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED}[
        closeness
    ]
    reason = f"On {on} the record has {len(serving)} {plural} of {organisation}, {number.value:g} claimed"
    if closeness != "right" and statement.role == "member":
        states = tuple(a for a in serving if actors.get(a).kind != "organisation")
        if quantities.count(number.value, number.hedge, len(states)) == "right":
            reason = f"On {on} the record has {len(states)} states among the members of {organisation}"
            return _judgement(statement, Verdict.SUPPORTED, reason, known, states, on)
    if statement.past and statement.time is None and verdict is not Verdict.SUPPORTED:
        started = len([s for s in known if s.role == "founding"])
        right = quantities.count(number.value, number.hedge, started) == "right"
        verdict = Verdict.SUPPORTED if right else Verdict.SILENT
        reason = f"The record has {started or 'no'} founding members of {organisation}; the time is left open"
        return _judgement(statement, verdict, reason, known, (), on)
    today = len(_serving(statement, known, date.today()))
    if verdict is not Verdict.SUPPORTED and quantities.count(number.value, number.hedge, today) == "right":
        verdict, reason = Verdict.PREMATURE, f"{reason}; it has {today} now"
    return _judgement(statement, verdict, reason, known, tuple(sorted(serving)), on)


def _judgement(
    statement: CompositionStatement,
    verdict: Verdict,
    reason: str,
    known: tuple[Spell, ...],
    who: tuple[str, ...],
    on: date,
) -> Judgement:
    rows = tuple(evidence_of(s.row) for s in known if s.row["actor"] in who and s.holds(on))[:_ROWS]
    sql = (
        f"SELECT actor, role, valid_from, valid_to FROM membership "
        f"WHERE organisation = '{statement.organisation}' "
        f"AND (valid_to IS NULL OR valid_to > DATE '{on}') ORDER BY actor"
    )
    return Judgement(verdict, _plain(statement), reason, rows, query(sql))


def _plain(statement: CompositionStatement) -> str:
    organisation = name(statement.organisation) if statement.organisation else "The organisation meant"
    if statement.number:
        return f"{organisation} has {statement.number.value:g} {statement.role}s"
    verb = "consists of" if statement.closed else "includes"
    return f"{organisation} {verb} {names(statement.listed)}"
