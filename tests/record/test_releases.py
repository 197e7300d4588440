"""A release comes into force only when its rows keep every rule; the one before stays until then."""

import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from _made import release, rows, spec, votes

from multipolar.basics.errors import AskedWronglyError, SourceError
from multipolar.record import Record, staging
from multipolar.record.releases import write_release
from multipolar.record.schema import TABLES
from multipolar.record.sources.base import Correction, Expected, ReadContext, Rows

SOME = {"CHL": "yes", "RUS": "no", "BRA": "abstain", "IND": "absent"}


def held(record, table="vote", **where):
    return Record.open(record, starter=False).rows(table, where, order=list(TABLES[table].key))


def test_rows_come_back_as_they_were_given(tmp_path):
    info = release(tmp_path, "1", votes(**SOME))
    assert (info.source, info.release, info.new, dict(info.rows)) == ("made", "1", True, {"vote": 4})
    found = held(tmp_path)
    assert {row["actor"]: row["choice"] for row in found} == SOME
    assert {(row["source"], row["release"], row["status"]) for row in found} == {("made", "1", "reported")}
    assert found[0]["locator"] == "row 3"
    assert found[0]["valid_from"] is None


def test_the_file_has_the_schema_and_nothing_else(tmp_path):
    info = release(tmp_path, "1", votes(**SOME))
    stored = pq.read_schema(info.path / "vote.parquet")
    assert stored.names == [column.name for column in TABLES["vote"].all_columns]
    assert stored.field("choice").type == pa.string()


def test_batches_of_any_size_and_coding_make_one_file(tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "GROUP", 10)
    names = [f"X{number:03d}" for number in range(57)]
    schema = pa.schema([("rollcall", pa.string()), ("actor", pa.large_string()), ("choice", pa.string()),
                        ("locator", pa.string())])  # fmt: skip
    parts = [names[:1], [], names[1:30], names[30:]]
    batches = [
        pa.RecordBatch.from_arrays([["A"] * len(p), p, ["yes"] * len(p), ["l"] * len(p)], schema=schema)
        for p in parts
    ]
    coded = pa.table(
        {
            "rollcall": ["B"] * 3,
            "actor": ["a", "b", "a1"],
            "choice": ["no", "no", "yes"],
            "locator": ["l"] * 3,
        }
    )
    coded = coded.set_column(2, "choice", coded["choice"].dictionary_encode())
    release(
        tmp_path, "1", Rows("vote", pa.RecordBatchReader.from_batches(schema, batches)), Rows("vote", coded)
    )
    assert [row["actor"] for row in held(tmp_path, rollcall="A")] == names
    assert [row["choice"] for row in held(tmp_path, rollcall="B")] == ["no", "yes", "no"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rollcall": "A", "actor": None, "choice": "yes"}, "actor is empty in 1 rows"),
        (
            {"rollcall": "A", "actor": "CHL", "choice": "present"},
            "choice is none of yes, no, abstain, absent",
        ),
        (
            {"rollcall": "A", "actor": "CHL", "choice": "yes", "status": "guessed"},
            "status is none of reported",
        ),
        (
            {"rollcall": "A", "actor": "CHL", "choice": "yes", "valid_from": date(2020, 1, 1)},
            "valid_from comes without its precision",
        ),
    ],
)
def test_a_broken_rule_stops_the_source_with_an_example(tmp_path, given, said):
    release(tmp_path, "1", votes(**SOME))
    with pytest.raises(SourceError, match=said) as refused:
        release(tmp_path, "2", rows("vote", given))
    assert "e.g. A" in str(refused.value)
    assert "The previous release stays in force" in str(refused.value)
    assert len(held(tmp_path)) == 4


def test_a_number_that_is_none_is_refused(tmp_path):
    flow = {"exporter": "CHL", "importer": "RUS", "year": 2020, "product": "TOTAL", "nomenclature": "total"}
    with pytest.raises(SourceError, match="usd is not a finite number in 1 rows"):
        release(tmp_path, "1", rows("flow", {**flow, "usd": float("nan")}))


def test_a_spell_that_ends_before_it_begins_is_refused(tmp_path):
    spell = {
        "organisation": "UN", "actor": "CHL", "role": "member", "valid_from": date(2000, 1, 1),
        "valid_from_precision": "year", "valid_to": date(1999, 1, 1), "valid_to_precision": "year",
    }  # fmt: skip
    with pytest.raises(SourceError, match="valid_to lies before valid_from"):
        release(tmp_path, "1", rows("membership", spell))


def test_a_key_given_twice_is_refused_with_the_key(tmp_path):
    vote = {"rollcall": "A/RES/1/1", "actor": "CHL", "choice": "yes"}
    with pytest.raises(SourceError, match=r"1 keys \(rollcall, actor\) occur more than once.*A/RES/1/1 CHL"):
        release(tmp_path, "1", rows("vote", vote, {**vote, "choice": "no"}))


def test_columns_must_be_the_tables_own(tmp_path):
    table = pa.table(
        {"rollcall": ["A"], "actor": ["CHL"], "choice": ["yes"], "locator": ["1"], "colour": ["red"]}
    )
    with pytest.raises(SourceError, match="columns unknown to vote: colour"):
        release(tmp_path, "1", Rows("vote", table))
    with pytest.raises(SourceError, match="no column 'choice' for vote"):
        release(tmp_path, "1", Rows("vote", table.drop_columns(["choice", "colour"])))
    typed = table.drop_columns(["colour"]).append_column("observed", pa.array(["yesterday"]))
    with pytest.raises(SourceError, match=r"vote\.observed does not hold date"):
        release(tmp_path, "1", Rows("vote", typed))


def test_tables_must_be_announced(tmp_path):
    with pytest.raises(SourceError, match=r"table 'vote' that source\.yml does not announce"):
        release(tmp_path, "1", votes(**SOME), described=spec(tables=["flow"]))


def test_rows_must_be_as_many_as_expected(tmp_path):
    few = spec(tables={"vote": None}).model_copy(
        update={"tables": {"vote": Expected(min_rows=5, max_rows=9)}}
    )
    with pytest.raises(SourceError, match="vote has 4 rows; 5 to 9 expected"):
        release(tmp_path, "1", votes(**SOME), described=few)
    with pytest.raises(SourceError, match="vote has 0 rows"):
        release(tmp_path, "1", described=spec())


def test_a_release_that_shrank_is_refused_unless_forced(tmp_path):
    release(tmp_path, "1", votes(**SOME, ARG="yes"))
    with pytest.raises(SourceError, match=r"vote has 3 rows, the release in force 5.*--force"):
        release(tmp_path, "2", votes(CHL="yes", RUS="no", BRA="no"))
    assert release(tmp_path, "2", votes(CHL="yes", RUS="no", BRA="no"), force=True).new
    assert len(held(tmp_path)) == 3


def figures(*years):
    return rows(
        "indicator", *({"actor": "CHL", "code": "gdp", "year": y, "value": 1.0, "unit": "USD"} for y in years)
    )


def test_a_year_lost_is_refused_although_the_size_is_right(tmp_path):
    release(tmp_path, "1", figures(2018, 2019, 2020, 2021, 2022))
    with pytest.raises(SourceError, match="indicator has no row for 2020, the release in force has"):
        release(tmp_path, "2", figures(2018, 2019, 2021, 2022, 2023))
    assert release(tmp_path, "3", figures(2018, 2019, 2020, 2021, 2022, 2023)).new


def test_the_same_rows_are_no_new_release(tmp_path):
    release(tmp_path, "1", votes(**SOME))
    again = release(
        tmp_path, "2", votes(**dict(reversed(SOME.items()))).__class__("vote", votes(**SOME).batches)
    )
    assert (again.release, again.new) == ("1", False)
    assert again.notes == ("the rows are those of release 1, which stays in force",)
    assert [path.name for path in (tmp_path / "releases/made").iterdir()] == ["1"]


def test_a_changed_value_is_a_new_release_and_names_never_change_hands(tmp_path):
    release(tmp_path, "1", votes(**SOME))
    second = release(tmp_path, "1", votes(**{**SOME, "CHL": "no"}))
    assert (second.release, second.new) == ("1-r2", True)
    record = Record.open(tmp_path, starter=False)
    assert [(one.release, one.active) for one in record.releases()] == [("1", False), ("1-r2", True)]
    assert (tmp_path / "releases/made/1/vote.parquet").exists()


def test_files_read_before_by_the_same_code_are_not_read_again(tmp_path):
    file = tmp_path / "in.csv"
    file.write_text("x")
    release(tmp_path / "record", "1", votes(**SOME), files={"in": file})

    def never():
        raise AssertionError("read again")
        yield

    described = spec()
    held_ = write_release(
        tmp_path / "record", described, "1", never(), ReadContext(described, tmp_path), {"in": file}
    )
    assert not held_.new
    assert held_.notes == ("the same files are in force as release 1",)
    other = spec(priority=60)
    with pytest.raises(AssertionError, match="read again"):
        write_release(tmp_path / "record", other, "1", never(), ReadContext(other, tmp_path), {"in": file})


def test_too_many_refused_rows_stop_the_source(tmp_path):
    bad = [("vote", f"row {number}", "no such actor", "XXX") for number in range(2)]
    with pytest.raises(SourceError, match=r"2 of 6 rows of vote were refused, e\.g\. row 0: no such actor"):
        release(tmp_path, "1", votes(**SOME), issues=bad)
    info = release(tmp_path, "1", votes(**SOME), issues=bad[:1])
    stored = json.loads((info.path / "release.json").read_text())
    assert stored["issues"] == 1
    (issue,) = Record.open(tmp_path, starter=False).rows("issues")
    assert (issue["table"], issue["locator"], issue["value"], issue["count"]) == ("vote", "row 0", "XXX", 1)


def correction(expect, value, actor="CHL"):
    return Correction(
        table="vote", where={"actor": actor}, column="choice", expect=expect, value=value, reason="misprint"
    )


def test_a_known_error_is_put_right_where_it_stands(tmp_path):
    info = release(tmp_path, "1", votes(**SOME), described=spec(corrections=(correction("yes", "no"),)))
    assert {row["actor"]: row["choice"] for row in held(tmp_path)} == {**SOME, "CHL": "no"}
    assert info.notes == ("1 known errors were put right",)
    stored = json.loads((info.path / "release.json").read_text())
    assert stored["corrections"] == [{"table": "vote", "column": "choice", "reason": "misprint", "rows": 1}]


def test_an_error_that_is_gone_is_left_alone_and_said(tmp_path):
    info = release(tmp_path, "1", votes(**SOME), described=spec(corrections=(correction("abstain", "no"),)))
    assert {row["actor"]: row["choice"] for row in held(tmp_path)} == SOME
    assert info.notes == ("the correction of vote.choice found nothing to put right (misprint)",)


def test_rows_are_ordered_by_the_leading_key_as_they_are_gathered(tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "GROUP", 25)
    calls = [f"R{number % 20:02d}" for number in range(400)]
    given = [{"rollcall": c, "actor": f"S{n // 20:02d}", "choice": "yes"} for n, c in enumerate(calls)]
    parts = [rows("vote", *given[n : n + 100]) for n in range(0, 400, 100)]
    info = release(tmp_path, "1", *parts)
    stored = pq.read_table(info.path / "vote.parquet")
    assert stored["rollcall"].to_pylist() == sorted(calls[:200]) + sorted(calls[200:])
    # Within a roll call the order given stays; nothing is lost on the way.
    assert stored["actor"].to_pylist()[:20] == [f"S{n:02d}" for n in range(10)] * 2
    assert {(r["rollcall"], r["actor"]) for r in stored.to_pylist()} == {
        (one["rollcall"], one["actor"]) for one in given
    }
    groups = pq.ParquetFile(info.path / "vote.parquet").metadata
    touched = sum(
        groups.row_group(n).column(0).statistics.min <= "R07" <= groups.row_group(n).column(0).statistics.max
        for n in range(groups.num_row_groups)
    )
    assert (touched, groups.num_row_groups) == (4, 16)


def test_rows_that_stand_together_are_left_in_the_order_given(tmp_path):
    calls = ["R3", "R3", "R1", "R1", "R2"]
    given = [{"rollcall": c, "actor": f"S{n}", "choice": "yes"} for n, c in enumerate(calls)]
    info = release(tmp_path, "1", rows("vote", *given))
    assert pq.read_table(info.path / "vote.parquet")["rollcall"].to_pylist() == calls


def test_codings_may_change_between_batches(tmp_path):
    plain = pa.table({"rollcall": ["A"], "actor": ["CHL"], "choice": ["yes"], "locator": ["1"]})
    coded = plain.set_column(1, "actor", pa.array(["RUS"]).dictionary_encode())
    release(tmp_path, "1", Rows("vote", coded), Rows("vote", plain))
    assert [row["actor"] for row in held(tmp_path)] == ["CHL", "RUS"]


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 101])
def test_a_release_cannot_be_named_out_of_its_folder(tmp_path, name):
    with pytest.raises(AskedWronglyError, match="cannot name a release"):
        release(tmp_path / "record", name, votes(**SOME))
    assert not (tmp_path / "record").exists()


def test_older_releases_are_read_as_of_their_days(tmp_path):
    release(tmp_path, "1", votes(**SOME))
    release(tmp_path, "2", votes(**{**SOME, "CHL": "no"}))
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    for one, day in zip(manifest["activations"], ("2024-03-05", "2025-06-07"), strict=True):
        one["activated"] = f"{day}T23:30:00+00:00"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    def choice(as_of):
        record = Record.open(tmp_path, starter=False, as_of=as_of)
        return [row["choice"] for row in record.rows("vote", {"actor": "CHL"})]

    assert choice("2024-03-04") == []
    assert (
        choice("2024-03-05") == choice("2025-06-06") == choice(date(2025, 1, 1)) == choice("2024") == ["yes"]
    )
    assert choice("2025-06-07") == choice("2025-06") == choice(None) == ["no"]
    with pytest.raises(AskedWronglyError, match="is not a date"):
        Record.open(tmp_path, as_of="last year")
