"""How a roll call answers each quantifier: a list, only, all, none, all but, the rest, a number, most."""

from collections.abc import Callable
from dataclasses import dataclass

from multipolar.measures.votes import Ballots, Choice
from multipolar.statements import quantities
from multipolar.statements.groups import names
from multipolar.statements.model import Verdict
from multipolar.statements.subjects import Subject

VERBS: dict[Choice, str] = {
    "yes": "voted in favour", "no": "voted against", "abstain": "abstained", "absent": "did not vote",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A clause put to a roll call.

    Attributes:
        ballots: How each member voted.
        subject: Whom the clause is about.
        choice: The choice it claims.
        negated: Whether it denies that choice.
        scope: The actors over which quantifiers run: a group's members on the day, or all Members.
        scope_name: The scope in words.
        listed: Actors already named with their choice, for "the rest".
        closed: Whether the list claims to be complete, because the text goes on with "the rest".
    """

    ballots: Ballots
    subject: Subject
    choice: Choice
    negated: bool
    scope: tuple[str, ...]
    scope_name: str
    listed: frozenset[str] = frozenset()
    closed: bool = False

    def did(self, actor: str) -> bool:
        """Whether an actor made the claimed choice (or did not, when denied)."""
        return (self.ballots.choices.get(actor) == self.choice) != self.negated

    @property
    def doers(self) -> tuple[str, ...]:
        """Actors of the scope that made the claimed choice."""
        return tuple(a for a in self.scope if a in self.ballots.choices and self.did(a))


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with its reason and the actors whose ballots decide it."""

    verdict: Verdict
    reason: str
    deciding: tuple[str, ...]


def answer(question: Question) -> Answer:
    """Hold a clause against a roll call."""
    checks: dict[str, Callable[[Question], Answer]] = {
        "list": _list, "only": _only, "all": _all, "bare": _bare, "none": _none, "rest": _rest,
        "all_but": _all_but, "count": _count, "most": _most,
    }  # fmt: skip
    found = checks[question.subject.quantifier](question)
    return found if question.ballots.complete else _of_open_list(question, found)


def _of_open_list(question: Question, found: Answer) -> Answer:
    """What a list that does not add up to the tally can still say: what its rows say, no more."""
    unknown = tuple(a for a in question.subject.actors if a not in question.ballots.choices)
    if unknown and question.subject.quantifier == "list":
        return Answer(Verdict.SILENT, f"The list of this roll call lacks {names(unknown)}", found.deciding)
    if question.subject.quantifier != "list" and found.verdict is Verdict.SUPPORTED:
        reason = f"{found.reason}; the list of this roll call is not complete"
        return Answer(Verdict.DEPENDS, reason, found.deciding)
    return found


def _told(question: Question, actors: tuple[str, ...]) -> str:
    """How the named actors did vote, grouped by choice."""
    groups: dict[str, list[str]] = {}
    for actor in actors:
        verb = VERBS.get(question.ballots.choices.get(actor, "absent"), "")
        if actor not in question.ballots.choices:
            verb = "stands in no list of the roll call"
        groups.setdefault(verb, []).append(actor)
    return "; ".join(f"{names(who)} {verb}" for verb, who in groups.items())


def _list(question: Question) -> Answer:
    said = question.subject.actors
    wrong = tuple(a for a in said if not question.did(a))
    if wrong:
        verdict = Verdict.CONTRADICTED if 2 * len(wrong) >= len(said) else Verdict.IMPRECISE
        return Answer(verdict, f"The roll call shows otherwise: {_told(question, wrong)}", said)
    left_out = tuple(a for a in question.doers if a not in said)
    if question.closed and left_out and not question.negated:
        reason = f"Those named did, but the list leaves out {names(left_out)} ({question.scope_name})"
        return Answer(Verdict.IMPRECISE, reason, (*said, *left_out))
    return Answer(Verdict.SUPPORTED, f"The roll call agrees: {_told(question, said)}", said)


def _only(question: Question) -> Answer:
    said = question.subject.actors
    wrong = tuple(a for a in said if not question.did(a))
    others = tuple(a for a in question.doers if a not in said)
    if wrong:
        return Answer(
            Verdict.CONTRADICTED, f"The roll call shows otherwise: {_told(question, wrong)}", (*said, *others)
        )
    if others:
        reason = f"Not alone: {_told(question, others)} as well ({question.scope_name})"
        return Answer(Verdict.CONTRADICTED, reason, (*said, *others))
    return Answer(
        Verdict.SUPPORTED,
        f"The roll call agrees: of {question.scope_name}, {_told(question, said)} and no other",
        said,
    )


def _offenders(question: Question, among: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(a for a in among if a in question.ballots.choices and not question.did(a))


def _all(question: Question) -> Answer:
    voters = tuple(a for a in question.scope if a in question.ballots.choices)
    return _everyone(question, voters, question.scope_name)


def _everyone(question: Question, voters: tuple[str, ...], whom: str) -> Answer:
    offenders = _offenders(question, voters)
    if not voters:
        return Answer(Verdict.SILENT, f"The roll call lists nobody of {whom}", ())
    if offenders:
        reason = f"Not all of {whom}: {_told(question, offenders)}"
        return Answer(Verdict.CONTRADICTED, reason, offenders)
    verb = "did not" if question.negated else VERBS[question.choice]
    return Answer(Verdict.SUPPORTED, f"All {len(voters)} of {whom} {verb}", voters)


def _bare(question: Question) -> Answer:
    voters = tuple(a for a in question.scope if a in question.ballots.choices)
    offenders = _offenders(question, voters)
    if not voters or not offenders or len(offenders) == len(voters):
        return _everyone(question, voters, question.scope_name)
    share = f"{len(voters) - len(offenders)} of {len(voters)}"
    verdict = Verdict.IMPRECISE if 2 * len(offenders) < len(voters) else Verdict.CONTRADICTED
    return Answer(verdict, f"{share} of {question.scope_name} did; {_told(question, offenders)}", voters)


def _none(question: Question) -> Answer:
    if question.subject.actors:
        did = tuple(a for a in question.subject.actors if question.did(a))
        scope = question.subject.actors
    else:
        did, scope = question.doers, question.scope
    if did:
        return Answer(Verdict.CONTRADICTED, f"{_told(question, did)} ({question.scope_name})", did)
    counted = tuple(a for a in scope if a in question.ballots.choices)
    if not counted:
        return Answer(Verdict.SILENT, f"The roll call lists nobody of {question.scope_name}", ())
    return Answer(Verdict.SUPPORTED, f"None of the {len(counted)} of {question.scope_name} did", counted)


def _rest(question: Question) -> Answer:
    remaining = tuple(a for a in question.scope if a not in question.listed)
    number = question.subject.number
    doers = tuple(a for a in remaining if a in question.ballots.choices and question.did(a))
    if number is not None and number.value != len(remaining) and number.value == len(doers):
        reason = f"{len(doers)} of those of {question.scope_name} who are not named did"
        return Answer(Verdict.SUPPORTED, reason, doers)
    if number is not None and number.value != len(remaining):
        reason = f"The rest of {question.scope_name} are {len(remaining)}, {number.value:g} are spoken of"
        return Answer(Verdict.SILENT, reason, ())
    return _everyone(
        question,
        tuple(a for a in remaining if a in question.ballots.choices),
        f"the rest of {question.scope_name}",
    )


def _all_but(question: Question) -> Answer:
    said = question.subject.actors
    others = tuple(a for a in question.scope if a in question.ballots.choices and a not in said)
    offenders = _offenders(question, others)
    joined = tuple(a for a in said if question.did(a))
    if offenders:
        reason = f"More exceptions than named: {_told(question, offenders)}"
        verdict = Verdict.IMPRECISE if len(offenders) <= len(said) and not joined else Verdict.CONTRADICTED
        return Answer(verdict, reason, (*said, *offenders))
    if joined:
        return Answer(Verdict.CONTRADICTED, f"No exception: {_told(question, joined)}", said)
    return Answer(
        Verdict.SUPPORTED, f"All others of {question.scope_name} did; {_told(question, said)}", said
    )


def _count(question: Question) -> Answer:
    number = question.subject.number
    if number is None:
        return Answer(Verdict.SILENT, "The number cannot be read", ())
    doers = question.doers
    closeness = quantities.count(number.value, number.hedge, len(doers))
    examples = question.subject.examples
    wrong = tuple(a for a in examples if not question.did(a))
    verdict = {"right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED}[
        closeness
    ]
    if wrong and verdict is Verdict.SUPPORTED:
        verdict = Verdict.IMPRECISE
    reason = f"{len(doers)} of {question.scope_name} {VERBS[question.choice]}, {_claimed(number)} claimed"
    if wrong:
        reason += f"; of those named, {_told(question, wrong)}"
    return Answer(verdict, reason, doers)


def _claimed(number: object) -> str:
    value, hedge = number.value, number.hedge  # type: ignore[attr-defined]
    words = {"exact": "", "about": "about ", "nearly": "nearly ", "more_than": "more than ",
             "at_least": "at least ", "up_to": "up to ", "less_than": "fewer than "}[hedge]  # fmt: skip
    return f"{words}{value:g}"


def _most(question: Question) -> Answer:
    voters = tuple(a for a in question.scope if a in question.ballots.choices)
    if not voters:
        return Answer(Verdict.SILENT, f"The roll call lists nobody of {question.scope_name}", ())
    did = len(question.doers)
    verdict = Verdict.SUPPORTED if 2 * did > len(voters) else Verdict.CONTRADICTED
    return Answer(
        verdict, f"{did} of {len(voters)} of {question.scope_name} {VERBS[question.choice]}", voters
    )
