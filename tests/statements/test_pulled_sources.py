"""Figures that the starter record does not hold are judged once a user has pulled a source that has them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from multipolar.audit import audit
from multipolar.record import Record
from multipolar.record.pull import pull
from multipolar.record.sources import registry
from multipolar.record.sources.base import Expected, SourceSpec

# Round numbers near the published ones, with a whole group (Benelux) for ranks.
POPULATION = """Country Name,Country Code,Year,Value
Belgium,BEL,2022,11700000
Netherlands,NLD,2022,17700000
Luxembourg,LUX,2022,650000
India,IND,2022,1425000000
World,WLD,2022,7950000000
"""
GDP = """Country Name,Country Code,Year,Value
Belgium,BEL,2022,590000000000
Netherlands,NLD,2022,1010000000000
Luxembourg,LUX,2022,82000000000
World,WLD,2022,101000000000000
"""
DOTS = """reporter,flow,partner,year,usd_millions,source_file
Kenya,Exports,Uganda,2020,700.0,kenya.xlsx
Kenya,Exports,Uganda,2021,910.0,kenya.xlsx
Kenya,Exports,United States,2021,590.0,kenya.xlsx
Kenya,Exports,Rwanda,2021,,kenya.xlsx
Kenya,Exports,World,2021,6750.0,kenya.xlsx
Kenya,Imports,Uganda,2021,320.0,kenya.xlsx
Uganda,Imports,Kenya,2021,790.0,uganda.xlsx
Uganda,Exports,Kenya,2021,430.0,uganda.xlsx
"""
GSDB = (
    "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,financial,travel,"
    "other,target_mult,sender_mult,objective,success\n"
    '1,Cuba,United States,1962,2022,1,"exp_compl, imp_compl",0,0,1,1,0,0,0,democracy,ongoing\n'
    '2,Sudan,United States,1997,2017,1,"exp_part",0,0,1,0,0,0,0,terrorism,success_total\n'
    "3,Myanmar,EU,2013,2022,0,,1,0,0,1,0,0,1,human_rights,ongoing\n"
)
VISAS = """Passport,Destination,Requirement
IND,GEO,e-visa
GEO,TUR,360
TUR,GEO,visa free
MAR,DEU,visa required
"""

CASES = [
    ("In 2022 the Netherlands had a population of 17.7 million.", "indicator supported"),
    ("The population of Belgium was 15 million in 2022.", "indicator contradicted"),
    ("India's population was 1.4 billion in 2022.", "indicator supported"),
    ("The GDP of Belgium was about $600 billion in 2022.", "indicator supported"),
    ("In 2022 India accounted for 18% of the world's population.", "share supported"),
    ("In 2022, the Netherlands was the largest economy in Benelux.", "rank supported"),
    ("In 2022, Belgium was the most populous country in Benelux.", "rank contradicted"),
    ("In 2022, Luxembourg was the least populous country in Benelux.", "rank supported"),
    ("Kenya's exports to Uganda amounted to $910 million in 2021.", "trade_level depends"),
    ("Kenya's exports to Uganda amounted to $850 million in 2021.", "trade_level imprecise"),
    ("Kenya's exports to Uganda grew by 30 per cent in 2021.", "trade_change supported"),
    ("Kenya's exports to Uganda doubled in 2021.", "trade_change contradicted"),
    ("Kenya had a trade surplus with Uganda in 2021.", "trade_balance supported"),
    ("In 2021 Uganda accounted for 13.5% of Kenya's exports.", "trade_share supported"),
    ("Kenya's exports to Rwanda were $300 million in 2021.", "trade_level silent"),
    ("The United States imposed an embargo on Cuba in 1962.", "sanction supported"),
    ("The United States imposed sanctions on Cuba in 1975.", "sanction silent"),
    ("The US lifted sanctions against Sudan in 2017.", "sanction supported"),
    ("The US lifted sanctions against Sudan in 2005.", "sanction contradicted"),
    ("Germany has sanctions in place against Myanmar.", "sanction supported"),
    ("Indian citizens can enter Georgia without a visa.", "visa imprecise"),
    ("Georgia and Turkey have a visa-free regime.", "visa supported"),
    ("Moroccan citizens do not need a visa to visit Germany.", "visa contradicted"),
    ("Citizens of Georgia can enter Turkey without a visa for 90 days.", "visa imprecise"),
]  # fmt: skip


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("pulled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "spec", _lenient(registry.spec))
        for source, name, text in (
            ("imf_dots", "saved_dots.csv", DOTS), ("gsdb", "GSDB_V3.csv", GSDB),
            ("passport_index", "passport-index-tidy-iso3.csv", VISAS),
        ):  # fmt: skip
            pull(folder / "record", source, [_file(folder, name, text)])
        files = [_file(folder, "population.csv", POPULATION), _file(folder, "gdp.csv", GDP)]
        pull(folder / "record", "world_bank", files)
    return Record.open(folder / "record")


def _lenient(shipped: Callable[[str], SourceSpec]) -> Callable[[str], SourceSpec]:
    """The shipped descriptions, with bounds for files of a few rows."""

    def spec(name: str) -> SourceSpec:
        known = shipped(name)
        return known.model_copy(
            update={"tables": {t: Expected(min_rows=1, max_rows=100) for t in known.tables}}
        )

    return spec


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_judged_by_the_rows_pulled(pulled: Record, text: str, expected: str) -> None:
    kind, verdict = expected.split()
    found = [f for f in audit(text, record=pulled).findings if f.claim.kind == kind]
    assert [f.judgement.verdict.value for f in found] == [verdict], [f.judgement.reason for f in found]
    if verdict != "silent":
        assert found[0].judgement.evidence
        assert {row.source for row in found[0].judgement.evidence} != {"starter"}


def test_a_blank_is_not_reported_and_not_zero(pulled: Record) -> None:
    report = audit("Kenya's exports to Rwanda were $300 million in 2021.", record=pulled)
    assert "no trade of Kenya with Rwanda in 2021" in report.findings[0].judgement.reason
    assert "0 dollars" not in report.findings[0].judgement.reason
