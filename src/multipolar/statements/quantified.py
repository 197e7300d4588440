"""What a quantifier over a group comes to, once the record has answered for each actor of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from multipolar.statements import quantities
from multipolar.statements.model import Verdict
from multipolar.statements.subjects import Subject

# "None" and "all" that fail for at most one in twenty are off in their list, not in kind.
_FEW = 0.05


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a quantified statement comes to.

    Attributes:
        verdict: The verdict.
        against: Actors that speak against it.
        unknown: Actors of whom the record says nothing.
        number: How many the statement holds for.
    """

    verdict: Verdict
    against: tuple[str, ...]
    unknown: tuple[str, ...]
    number: int


def weigh(subject: Subject, group: Iterable[str], holds: Callable[[str], bool | None]) -> Weighed:
    """Weigh a quantified statement.

    Args:
        subject: Whom the clause is about.
        group: Ids over which its quantifier runs.
        holds: Whether the predicate holds of an actor; ``None`` where the record cannot tell.
    """
    over = tuple(subject.actors) if subject.quantifier == "list" else tuple(sorted(set(group)))
    answers = {actor: holds(actor) for actor in dict.fromkeys((*over, *subject.actors))}
    unknown = tuple(a for a, held in answers.items() if held is None)
    holding = tuple(a for a in over if answers[a])
    if subject.quantifier == "list":
        return _of_list(answers, unknown, holding)
    if subject.quantifier in ("most", "count"):
        return _of_number(subject, over, holding, unknown)
    wanted = _wanted(subject, over)
    against = tuple(a for a, want in wanted.items() if answers[a] is not None and answers[a] is not want)
    return Weighed(_universal(against, unknown, len(wanted)), against, unknown, len(holding))


def _wanted(subject: Subject, over: tuple[str, ...]) -> dict[str, bool]:
    """What the statement says of each actor."""
    if subject.quantifier == "none":
        return dict.fromkeys(over, False)
    if subject.quantifier == "all_but":
        return {a: a not in subject.actors for a in over}
    if subject.quantifier == "only":
        return {a: a in subject.actors for a in dict.fromkeys((*over, *subject.actors))}
    return dict.fromkeys(over, True)


def _universal(against: tuple[str, ...], unknown: tuple[str, ...], number: int) -> Verdict:
    if against:
        return Verdict.IMPRECISE if len(against) <= _FEW * number else Verdict.CONTRADICTED
    return Verdict.SILENT if unknown or not number else Verdict.SUPPORTED


def _of_list(answers: dict[str, bool | None], unknown: tuple[str, ...], holding: tuple[str, ...]) -> Weighed:
    against = tuple(a for a, held in answers.items() if held is False)
    if against:
        verdict = Verdict.CONTRADICTED if 2 * len(against) >= len(answers) else Verdict.IMPRECISE
    else:
        verdict = Verdict.SILENT if unknown else Verdict.SUPPORTED
    return Weighed(verdict, against, unknown, len(holding))


def _of_number(
    subject: Subject, over: tuple[str, ...], holding: tuple[str, ...], unknown: tuple[str, ...]
) -> Weighed:
    if not over or unknown:
        return Weighed(Verdict.SILENT, (), unknown, len(holding))
    if subject.number is None:
        right = 2 * len(holding) > len(over)
        return Weighed(Verdict.SUPPORTED if right else Verdict.CONTRADICTED, (), (), len(holding))
    closeness = quantities.count(subject.number.value, subject.number.hedge, len(holding))
    verdict = {"right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED}
    return Weighed(verdict[closeness], (), (), len(holding))
