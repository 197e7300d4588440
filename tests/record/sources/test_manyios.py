"""manyios: yearly and as-of memberships, held against the actors floor's own lists."""

import pytest
from _support import fixture, known, reasons, refused, renamed, run, spells

from multipolar.actors.memberships import members
from multipolar.basics.errors import SourceError

FILES = {"migo": "memberships_MIGO.csv", "iigo": "memberships_IIGO.csv"}


def test_a_spell_that_lasts_to_the_last_year_of_the_organisation_stays_open(tmp_path):
    found, context = run("manyios", {k: fixture("manyios", f) for k, f in FILES.items()}, tmp_path)
    rows = found["membership"]
    assert spells(rows, organisation="BRICS", actor="BRA") == [("2009", None)]
    assert spells(rows, organisation="manyios:XYZ", actor="CHL") == [("1990", "1991"), ("1992", None)]
    assert {row["role"] for row in rows if row["organisation"] == "manyios:XYZ"} == {"observer"}
    assert reasons(context)["no such membership code"] == 1
    assert {"999", "Nowhere"} <= refused(context)


def test_informal_bodies_that_share_an_abbreviation_are_told_apart(tmp_path):
    found, context = run("manyios", {"iigo": fixture("manyios", FILES["iigo"])}, tmp_path)
    rows = {row["organisation"]: row for row in found["membership"]}
    assert set(rows) == {"manyios:Contadora Group", "manyios:Carnegie Group"}
    assert known(rows["manyios:Contadora Group"], "valid_to") == "1987"
    assert known(rows["manyios:Carnegie Group"], "valid_to") is None
    assert reasons(context)["named twice; the first is kept"] == 1


def test_a_renamed_column_stops_the_source(tmp_path):
    with pytest.raises(SourceError, match="membership"):
        run("manyios", {"migo": renamed("manyios", FILES["migo"], "membership", tmp_path)}, tmp_path)


@pytest.mark.shared
def test_published_tables_agree_with_the_actors_where_both_speak(shared, tmp_path):
    data = shared / "data" / "manyios-igo"
    files = {"migo": data / "memberships_MIGO.csv.gz", "iigo": data / "memberships_IIGO.csv"}
    found, context = run("manyios", files, tmp_path)
    rows = found["membership"]
    assert len({row["organisation"] for row in rows if row["locator"].startswith("MIGO")}) == 244
    assert not {code for scheme, code, _ in context.refused if scheme == "cow"}

    def listed(organisation):
        return {
            row["actor"]
            for row in rows
            if row["organisation"] == organisation and row["role"] == "member" and row["valid_to"] is None
        }

    assert listed("BRICS") == {row.actor for row in members("BRICS", on="2012-06-01")}
    # APEC stands at 20 in the table: Hong Kong and Chinese Taipei are economies, not states of its list.
    assert listed("APEC") <= {row.actor for row in members("APEC", on="2010-06-01")}
