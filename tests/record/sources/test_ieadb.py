"""Environmental agreements: the table, the workbook of members, and dates that are not known."""

import pytest
from _support import fixture, known, reasons, refused, renamed, run

from multipolar.basics.errors import SourceError

FILES = {"treaties": "treaties.csv", "memberships": "iea-memb.xlsx"}


def test_agreements_and_parties(tmp_path):
    found, context = run("ieadb", {k: fixture("ieadb", f) for k, f in FILES.items()}, tmp_path)
    river, lake = found["agreement"]
    assert (river["id"], river["name"], known(river, "in_force")) == (
        "IEA-9001",
        "Convention on a River",
        "1993-01-02",
    )
    assert (lake["kind"], known(lake, "signed")) == ("environmental protocol", None)
    parties = {row["actor"]: row for row in found["party"]}
    assert set(parties) == {"CHL", "PER"}
    assert known(parties["CHL"], "ratified") == "1992-07-08"
    assert known(parties["CHL"], "valid_from") == "1993-01-02"
    assert known(parties["PER"], "valid_from") is None
    assert refused(context) == {"Nowhere", "Slovakia"}
    counted = reasons(context)
    assert counted["neither signature, ratification nor entry into force is dated"] == 1
    assert counted["its agreement is not in the table"] == 1


def test_a_renamed_column_stops_the_source(tmp_path):
    path = renamed("ieadb", "treaties.csv", "Lineage", tmp_path)
    with pytest.raises(SourceError, match="Lineage"):
        run("ieadb", {"treaties": path}, tmp_path)


@pytest.mark.slow
@pytest.mark.shared
def test_published_files(shared, tmp_path):
    data = shared / "data" / "ieadb-environment-treaties"
    found, context = run("ieadb", {k: data / f for k, f in FILES.items()}, tmp_path)
    assert len(found["agreement"]) == 5728
    assert len(found["party"]) + len(context.issues) == 27_002
    assert reasons(context)["no actor of that name on that day"] < 450
