"""The embedded record's actors and names are those of the actors' floor."""

import pyarrow.parquet as pq
import pytest

from multipolar.record.starter import TABLE_FOLDER
from multipolar.record.starter.build import table


@pytest.mark.parametrize("name", ["actor", "actor_name"])
def test_the_files_are_what_the_actors_give(name: str) -> None:
    assert pq.read_table(TABLE_FOLDER / f"{name}.parquet").equals(table(name)), (
        f"{name}.parquet is out of date: run python -m multipolar.record.starter.build"
    )
