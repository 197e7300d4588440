"""Which findings matter first: by verdict, then by how much the record can say, then by place."""

from collections.abc import Iterable, Mapping

from multipolar.statements.model import Finding, KindName, Verdict

ORDER = (
    Verdict.CONTRADICTED, Verdict.IMPRECISE, Verdict.SUPERSEDED, Verdict.PREMATURE, Verdict.DEPENDS,
    Verdict.SILENT, Verdict.SUPPORTED, Verdict.NOT_CHECKABLE,
)  # fmt: skip
PROBLEMS = ORDER[:5]
# What states did or are bound by comes before figures, and figures before who met whom and who held a post.
_GROUPS: tuple[tuple[KindName, ...], ...] = (
    ("vote", "tally", "membership", "composition", "agreement", "sanction", "conflict", "relations"),
    ("trade_level", "trade_balance", "trade_share", "trade_change", "complementarity", "tariff", "indicator",
     "rank", "share", "reliance", "visa", "mission"),
    ("visit", "meeting", "office", "consistency"),
)  # fmt: skip
_PLACE: Mapping[str, int] = {kind: place for place, group in enumerate(_GROUPS) for kind in group}
_PULL = "record pull"


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is wrong and matters first.

    By verdict (contradicted, imprecise, superseded, premature, depends, silent, supported, not checkable);
    within a verdict what a source is known to settle before what none does, then votes, memberships,
    treaties, sanctions, wars and relations before figures and trade, those before visits, meetings, offices
    and the document's disagreements with itself, then by place.
    """
    return tuple(sorted(findings, key=_key))


def _key(finding: Finding) -> tuple[int, int, int, int]:
    judgement = finding.judgement
    open_ = judgement.verdict is Verdict.SILENT and _PULL not in judgement.reproduce
    place = _PLACE.get(finding.claim.kind, len(_GROUPS))
    return ORDER.index(judgement.verdict), int(open_), place, finding.claim.start
