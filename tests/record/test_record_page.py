"""What docs/record.md shows works as it stands there, and every field of a user's table is described."""

import re
from pathlib import Path

import pytest

from multipolar.record import Record
from multipolar.record.userspec import UserTable
from multipolar.record.usertable import add

PAGE = (Path(__file__).parents[2] / "docs/record.md").read_text(encoding="utf-8")


def block(language):
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


def test_the_table_of_ones_own_can_be_added(tmp_path):
    (tmp_path / "clubs.csv").write_text(block("csv"))
    (tmp_path / "clubs.yml").write_text(block("yaml"))
    info = add(tmp_path / "record", tmp_path / "clubs.csv", tmp_path / "clubs.yml")
    assert (dict(info.rows), info.notes) == ({"membership": 2}, ())


def test_every_field_of_the_description_is_explained():
    for name in UserTable.model_fields:
        assert re.search(rf"^\| .*`{name}`.* \|", PAGE, re.MULTILINE), name


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # Ibis calls what DuckDB renamed
@pytest.mark.slow
def test_the_questions_have_answers(tmp_path, monkeypatch):
    monkeypatch.setenv("MULTIPOLAR_RECORD", str(tmp_path / "none"))
    names = {}
    exec(block("python"), names)
    assert isinstance(names["record"], Record)
    assert names["record"].nothing("membership", {"organisation": "BRICS", "actor": "CHL"}).kind == "zero"
