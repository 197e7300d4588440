"""Why something failed is said in the system's own words, on one line, whichever library reports it."""

import pytest

from multipolar.basics.errors import reason


def refused(write):
    with pytest.raises(OSError) as error:
        write()
    return error.value


def test_the_systems_words_stand_alone(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    nowhere = tmp_path / "nowhere" / "a.parquet"
    plain = refused(lambda: nowhere.write_bytes(b""))
    arrow = refused(lambda: pq.write_table(pa.table({"a": [1]}), nowhere))
    assert "Detail" in str(arrow)
    assert reason(plain) == reason(arrow) == "No such file or directory"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("not a\tdate.\nsecond line"), "not a date"),
        (OSError("disk on fire"), "disk on fire"),
        (RuntimeError(), "RuntimeError"),
        (RuntimeError("Table nope does not exist!\nDid you mean"), "Table nope does not exist"),
    ],
)
def test_others_are_their_first_line(error, said):
    assert reason(error) == said
