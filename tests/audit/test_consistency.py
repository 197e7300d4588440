"""Where a document disagrees with itself, and where it only seems to."""

import pytest
from tests.statements._cases import starter

from multipolar.audit.consistency import between
from multipolar.audit.report import Report
from multipolar.audit.run import audit
from multipolar.statements.model import Finding

AMBASSADORS = "Ambassadors of Chile to Japan:\n\n- Ana Perez Soto ({})\n- Luis Rojas Diaz ({})\n"


def of_itself(text: str) -> tuple[Report, list[Finding]]:
    report = audit(text, record=starter(), date="2025-05-01")
    return report, [f for f in report.findings if f.claim.kind == "consistency"]


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        (
            AMBASSADORS.format("2000-2004", "2002-2006"),
            "contradicted",
            "until 2004, Luis Rojas Diaz from 2002",
        ),
        (AMBASSADORS.format("2000-2004", "2008-2010"), "imprecise", "The list leaves years open"),
        (
            "Croatia joined the European Union in 2013. Croatia, which joined the EU in 2011, grew.",
            "contradicted",
            "The same fact is dated twice",
        ),
        (
            "NATO has 32 members. The building is new. The treaty binds the 31 members of NATO.",
            "contradicted",
            "32 here, 31 there",
        ),
        ("The two states (Chad, Niger and Mali) signed.", "contradicted", "It says 2 and names 3"),
        (
            "On General Assembly resolution ES-11/1 Chile voted in favour. Chile abstained on "
            "General Assembly resolution ES-11/1.",
            "contradicted",
            "voted in two ways on one decision",
        ),
        (
            "Trade turnover between Russia and Latin America grew by 25% between 2018 and 2023, with "
            "Russian exports to Latin America growing 2.3 times.",
            "imprecise",
            "leave imports to fall, and exports at most 54 per cent",
        ),
        (
            "In 2022 exports of Kenya to Uganda reached $700 million. In 2022 Kenya's exports to Uganda "
            "amounted to $900 million.",
            "contradicted",
            "700 million dollars here, 900 million dollars there",
        ),
        (
            "In 2022 trade between Chile and Peru reached $6 billion. Chile's exports to Peru were "
            "$2 billion "
            "in 2022, and Chile's imports from Peru were $1 billion in 2022.",
            "contradicted",
            "2 billion dollars and 1 billion dollars are not 6 billion dollars",
        ),
        (
            "Germany accounts for 60% of Poland's exports, and France accounts for 50% of Poland's exports.",
            "contradicted",
            "Shares of one whole come to 110 per cent",
        ),
        (
            "Oil made up 55% of Kenya's exports, gas 30%, metals 20% and food 15%.",
            "contradicted",
            "Shares of one whole come to 120 per cent",
        ),
        (
            "Kenya and Nepal established diplomatic relations in 1975. In 1977 Nepal and Kenya established "
            "diplomatic relations.",
            "contradicted",
            "The same fact is dated twice",
        ),
        (
            "Kenya opened its embassy in Nepal in 1979. In 1985, Kenya opened an embassy in Nepal.",
            "contradicted",
            "The same fact is dated twice",
        ),
        (
            "Chile has a population of 19 million people. The lake is blue. "
            "The population of Chile is 25 million.",
            "contradicted",
            "19,000,000 here, 25,000,000 there",
        ),
    ],
)
def test_two_places_that_cannot_both_be_right(text, verdict, said):
    report, found = of_itself(text)
    assert [f.judgement.verdict.value for f in found] == [verdict]
    assert said in found[0].judgement.reason
    for row in found[0].judgement.evidence:
        assert row.source == "the document itself"
        assert " ".join(report.document.text.split()).count(str(row.row["quote"])) >= 1
    starts = [f.claim.start for f in report.findings]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text",
    [
        AMBASSADORS.format("2000-2004", "2004-2006"),
        AMBASSADORS.format("2000-2004", "2005-2006"),
        "Croatia joined the European Union in 2013. Croatia, which joined the EU on 1 July 2013, grew.",
        "NATO has 32 members. In 2020 NATO had 30 members.",
        "NATO has 32 members. NATO has about 30 members.",
        "The three states (Chad, Niger and Mali) signed.",
        "Five countries, including Chad, Niger and Mali, signed.",
        "The five countries (Chad, Niger, Mali and others) signed.",
        "About five countries (Chad, Niger and Mali) signed.",
        "On resolution ES-11/1 of the General Assembly Chile voted in favour; Chile abstained on resolution "
        "ES-10/21.",
        "In 2022 trade between Chile and Peru reached $3 billion. Chile's exports to Peru were $2 billion "
        "in 2022, and Chile's imports from Peru were $1 billion in 2022.",
        "Germany accounts for 30% of Poland's exports, and France accounts for 20% of Poland's exports.",
        "In 2021 exports of Kenya to Uganda reached $700 million. In 2022 Kenya's exports to Uganda "
        "amounted to $900 million.",
        "Trade turnover between India and Chile grew by 25% in 2021, with Indian exports to Chile up 40%.",
        "Chile has a population of 19.5 million people. The population of Chile is about 20 million.",
        "Oil made up 45% of Kenya's exports, gas 30%, metals 20% and food 5%.",
        "Russian gas made up 80% of imports in Hungary, 85% in Slovakia and 60% in Austria.",
        "Kenya and Nepal established diplomatic relations in 1975. Kenya and Peru established diplomatic "
        "relations in 1977.",
    ],
)
def test_what_agrees_is_not_found(text):
    assert of_itself(text)[1] == []


def test_two_documents_that_date_one_fact_differently():
    pages = [
        (name, [f.claim for f in audit(text, record=starter(), date="2025-05-01").findings])
        for name, text in (
            ("one", "Croatia joined the European Union in 2013."),
            ("two", "The sea is blue. Croatia joined the European Union in 2011."),
            ("three", "Croatia joined the European Union on 1 July 2013."),
        )
    ]
    found = between(pages)
    assert [(one, other) for one, other, _ in found] == [("one", "two"), ("two", "three")]
    assert "2013-01-01 to 2013-12-31 here" in found[0][2][1].reason
