"""Shipped sources are well described, and a description that is not is refused with its field."""

import subprocess
import sys

import pytest

from multipolar.basics.errors import AskedWronglyError, SourceError
from multipolar.record.schema import TABLES
from multipolar.record.sources import registry

SHIPPED = (*registry.names(), "starter")
GOOD = """
name: made
title: Made
publisher: A test
licence: none
redistribute: false
citation: A test
homepage: ""
tables: {vote: {max_rows: 10}}
files: []
coverage: {scope: a test}
"""


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_source_fills_tables_of_the_record(name):
    described = registry.spec(name)
    assert described.tables
    for table, bounds in described.tables.items():
        assert table in TABLES
        assert bounds.min_rows <= bounds.max_rows
    assert 0 < described.max_refused <= 1


@pytest.mark.parametrize("name", registry.names())
def test_a_shipped_source_has_a_reader_and_files_to_read(name):
    described = registry.spec(name)
    assert callable(registry.reader(name))
    names = [file.name for file in described.files]
    assert len(names) == len(set(names)) > 0
    for file in described.files:
        assert file.url or file.page or file.patterns, file.name


def test_corrections_name_tables_of_their_source():
    for name in SHIPPED:
        described = registry.spec(name)
        assert {one.table for one in described.corrections} <= set(described.tables), name


def test_an_unknown_source_is_refused_with_the_nearest():
    with pytest.raises(AskedWronglyError, match=r"No source is called 'undl_g'\. Nearest: undl_ga"):
        registry.spec("undl_g")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            GOOD.replace("max_rows: 10", "max_rows: many"),
            "field tables.vote.max_rows: Input should be a valid int",
        ),
        (GOOD.replace("licence: none", ""), "field licence: Field required"),
        (GOOD + "colour: red", "field colour: Extra inputs are not permitted"),
        ("- a\n- b", "field (the file): Input should be"),
        ("name: [", "source.yml cannot be read"),
        (GOOD + "when: !!python/object/apply:os.getcwd []", "could not determine a constructor"),
    ],
)
def test_a_wrong_description_names_the_field(tmp_path, text, said):
    path = tmp_path / "source.yml"
    path.write_text(text)
    with pytest.raises(SourceError) as refused:
        registry.parse(path, "made")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_describing_sources_imports_no_reader():
    code = (
        "import sys; from multipolar.record.sources import registry; registry.spec('undl_ga');"
        "print([m for m in sys.modules if m.endswith('.read') or m in ('pyarrow', 'duckdb', 'pandas')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_readers_digest_follows_its_code():
    digests = {name: registry.reader_digest(name) for name in registry.names()}
    assert len(set(digests.values())) == len(digests)
    assert registry.reader_digest("my_own") == ""
