"""How the figures of the record answer a statement about reliance on imports."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from multipolar.measures.reliance import Reliance, nearest, series
from multipolar.record import Record
from multipolar.statements.evidence import evidence_of, query
from multipolar.statements.groups import name, names
from multipolar.statements.model import Judgement, Verdict
from multipolar.statements.quantities import measured

if TYPE_CHECKING:
    from multipolar.statements.reliance import RelianceStatement

# A figure of another year is held against a statement when it is at most this many years off.
_YEARS = 3
# Figures of reliance are estimates that later editions revise by a few points: so much is off in number.
_POINTS = 5.0
_ENERGY = ("oil", "natural gas", "coal", "energy")
_ORDER = (Verdict.CONTRADICTED, Verdict.IMPRECISE, Verdict.SILENT)


def judge(statement: "RelianceStatement", record: Record, spoken: date | None) -> Judgement | None:
    """Hold a statement about reliance against the record's figures of the nearest year.

    Args:
        statement: The statement.
        record: The record.
        spoken: The date of speaking, where known.
    """
    if statement.claim == "dependence":
        return _unknown(statement)
    known = series(record, statement.importer, statement.commodity)
    if not known:
        return _unknown(statement)
    year = _year(statement, spoken)
    figures = nearest(known, year)
    near = [f for f in figures if abs(f.year - year) <= _YEARS]
    if not near:
        told = "; ".join(f.words for f in figures)
        reason = f"The record has no figure within {_YEARS} years of {year}; it has {told}"
        return _judgement(statement, Verdict.SILENT, reason, figures)
    answers = [_answer(statement, f) for f in near]
    verdicts = {verdict for verdict, _ in answers}
    reason = "; ".join(dict.fromkeys(told for _, told in answers))
    if len(verdicts) > 1:
        verdict = Verdict.DEPENDS
        reason = "; ".join(f"{told}: {verdict}" for verdict, told in answers)
    else:
        verdict = answers[0][0]
    return _judgement(statement, verdict, reason[:1].upper() + reason[1:], near)


def _year(statement: "RelianceStatement", spoken: date | None) -> int:
    if statement.time is not None and (statement.time.end or statement.time.start):
        day = statement.time.end or statement.time.start
        return day.year if day else date.today().year
    return (spoken or date.today()).year


def _answer(statement: "RelianceStatement", figure: Reliance) -> tuple[Verdict, str]:
    parts = []
    if statement.claim == "reliance":
        parts.append(_share(statement, figure))
    if statement.claim == "supplier_share":
        return _supplier_share(statement, figure)
    if statement.suppliers:
        parts.append(_suppliers(statement, figure))
    verdicts = [verdict for verdict, _ in parts]
    worst = next((v for v in _ORDER if v in verdicts), Verdict.SUPPORTED)
    if worst is Verdict.SILENT and verdicts[0] is Verdict.SUPPORTED:
        worst = Verdict.SUPPORTED
    return worst, ", ".join(told for _, told in parts)


def _share(statement: "RelianceStatement", figure: Reliance) -> tuple[Verdict, str]:
    claimed = statement.share or 0.0
    if figure.share is None:
        export = figure.qualifier == "E"
        told = f"{name(figure.row['importer'])} was a net exporter of {figure.commodity} in {figure.year}"
        return (Verdict.CONTRADICTED, told) if export else (Verdict.SILENT, figure.words)
    if figure.qualifier in (">", "<"):
        return _bounded(statement, figure.share, above=figure.qualifier == ">"), figure.words
    closeness = measured(claimed, statement.hedge, statement.digits, figure.share)
    if closeness == "wrong" and abs(claimed - figure.share) <= _POINTS:
        closeness = "near"
    verdicts = {"right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED}
    return verdicts[closeness], figure.words


def _bounded(statement: "RelianceStatement", bound: float, *, above: bool) -> Verdict:
    """Against a figure printed as a bound: what lies beyond it may be, and is not shown."""
    claimed = statement.share or 0.0
    same_side = ("more_than", "at_least") if above else ("less_than", "up_to")
    beyond = claimed > bound if above else claimed < bound
    if statement.hedge in same_side and not beyond:
        return Verdict.SUPPORTED
    return Verdict.SILENT if beyond else Verdict.CONTRADICTED


def _suppliers(statement: "RelianceStatement", figure: Reliance) -> tuple[Verdict, str]:
    if not figure.suppliers:
        return Verdict.SILENT, "no suppliers on record"
    told = f"main suppliers {names(figure.suppliers)} ({figure.row['edition'] or figure.year})"
    if statement.most and figure.shares:
        held = sum(figure.shares.get(s, 0.0) for s in statement.suppliers)
        return Verdict.SUPPORTED if held > 50 else Verdict.CONTRADICTED, f"{told}, {held:g} per cent"
    if statement.main:
        first = set(figure.suppliers[: len(statement.suppliers)])
        right = set(statement.suppliers) <= first
        known = all(s in figure.suppliers for s in statement.suppliers)
        return Verdict.SUPPORTED if right else Verdict.IMPRECISE if known else Verdict.CONTRADICTED, told
    wrong = [s for s in statement.suppliers if s not in figure.suppliers]
    if not wrong:
        return Verdict.SUPPORTED, told
    if not figure.closed:
        return Verdict.SILENT, f"{told}, a list that may leave out {names(wrong)}"
    half = 2 * len(wrong) >= len(statement.suppliers)
    return Verdict.CONTRADICTED if half else Verdict.IMPRECISE, f"{told}, not {names(wrong)}"


def _supplier_share(statement: "RelianceStatement", figure: Reliance) -> tuple[Verdict, str]:
    shares = [figure.shares.get(s) for s in statement.suppliers]
    held = sum(s for s in shares if s is not None)
    if None in shares:
        listed = f"main suppliers of {figure.commodity} in {figure.year}: {names(figure.suppliers)}"
        return Verdict.SILENT, f"no share of {names(statement.suppliers)} on record, {listed}"
    closeness = measured(statement.share or 0.0, statement.hedge, statement.digits, held)
    if closeness == "wrong" and abs((statement.share or 0.0) - held) <= _POINTS:
        closeness = "near"
    verdicts = {"right": Verdict.SUPPORTED, "near": Verdict.IMPRECISE, "wrong": Verdict.CONTRADICTED}
    edition = figure.row["edition"] or figure.year
    who = names(statement.suppliers)
    told = f"{who} supplied {held:g} per cent of imports of {figure.commodity} ({edition})"
    return verdicts[closeness], told


def _unknown(statement: "RelianceStatement") -> Judgement:
    who = name(statement.importer) if statement.importer else "somebody"
    what = f"imports of {statement.commodity}" if statement.claim != "dependence" else statement.commodity
    reason = f"The record has no figure of how far {who} relies on {what or 'others'}"
    if statement.claim == "dependence":
        reason += "; national accounts, customs or flows by product (BACI) would settle it"
        return Judgement(Verdict.SILENT, plain(statement), reason, reproduce="multipolar record pull baci")
    if statement.commodity in _ENERGY:
        reason += "; the World Bank has net energy imports as a whole"
        return Judgement(
            Verdict.SILENT, plain(statement), reason, reproduce="multipolar record pull world_bank"
        )
    if statement.importer == "USA":
        reason += "; the Geological Survey's summaries may have it"
        return Judgement(
            Verdict.SILENT, plain(statement), reason, reproduce="multipolar record pull usgs_mcs"
        )
    reason += "; flows by product (BACI) show imports, not consumption"
    return Judgement(Verdict.SILENT, plain(statement), reason, reproduce="multipolar record pull baci")


def _judgement(
    statement: "RelianceStatement", verdict: Verdict, reason: str, figures: Sequence[Reliance]
) -> Judgement:
    rows = tuple(evidence_of(f.row) for f in figures)
    commodities = ", ".join(f"'{c}'" for c in dict.fromkeys(f.commodity for f in figures))
    where = f"importer = '{statement.importer}' AND commodity IN ({commodities})"
    sql = f"SELECT commodity, year, share, qualifier, suppliers, edition FROM reliance WHERE {where}"
    return Judgement(verdict, plain(statement), reason, rows, query(sql))


def plain(statement: "RelianceStatement") -> str:
    """The statement in one plain sentence."""
    importer, commodity = name(statement.importer) if statement.importer else "somebody", statement.commodity
    suppliers = names(statement.suppliers)
    if statement.claim == "main_supplier":
        return f"{suppliers} mainly supplies {commodity} to {importer}"
    if statement.claim == "supplier_share":
        return f"{suppliers} supplies {statement.share:g} per cent of the {commodity} that {importer} imports"
    if statement.claim == "dependence":
        share = f" ({statement.share:g} per cent)" if statement.share is not None else ""
        source = f", from {suppliers}" if statement.suppliers else ""
        return f"{importer} depends on {commodity or 'others'}{source}{share}"
    source = f", from {suppliers}" if statement.suppliers else ""
    when = f" ({statement.time.words})" if statement.time else ""
    return f"{importer} imports {statement.share:g} per cent of its {commodity}{source}{when}"
