"""The jobs themselves: ours, and the same with plain pandas and polars."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import files

_CHOICES = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent"}
_TALLY = ["undl_id", "resolution", "date", "session", "title", "subjects", "draft", "meeting"]
_TOTALS = ["total_yes", "total_no", "total_abstentions", "total_non_voting"]


def _pull(source: str, path: Path, record: Path) -> str:
    from multipolar.record.pull import pull

    info = pull(record, source, [path])
    return ", ".join(f"{count:,} rows of {table}" for table, count in info.rows.items())


def votes_ours() -> str:
    """Pull the Assembly's votes into a new record: parsed, resolved, checked, hashed, written, activated."""
    record = files.FOLDER / "record_votes"
    shutil.rmtree(record, ignore_errors=True)
    return _pull("undl_ga", files.VOTES, record)


def votes_pandas() -> str:
    """Read, map the letters, split into two tables, write Parquet."""
    import pandas as pd

    table = pd.read_csv(files.VOTES, dtype=str)
    table["ms_vote"] = table["ms_vote"].map(_CHOICES)
    rollcalls = table[[*_TALLY, *_TOTALS]].drop_duplicates("undl_id")
    rollcalls.to_parquet(files.FOLDER / "pandas_rollcall.parquet")
    table[["resolution", "ms_code", "ms_vote"]].to_parquet(files.FOLDER / "pandas_vote.parquet")
    return f"{len(table):,} rows of vote"


def votes_polars() -> str:
    """The same, lazily."""
    import polars as pl

    table = pl.scan_csv(files.VOTES, infer_schema=False).with_columns(pl.col("ms_vote").replace(_CHOICES))
    rollcalls = table.select([*_TALLY, *_TOTALS]).unique("undl_id")
    rollcalls.sink_parquet(files.FOLDER / "polars_rollcall.parquet")
    table.select("resolution", "ms_code", "ms_vote").sink_parquet(files.FOLDER / "polars_vote.parquet")
    return ""


def baci_ours() -> str:
    """Pull a year of BACI from its zip into a new record."""
    record = files.FOLDER / "record_baci"
    shutil.rmtree(record, ignore_errors=True)
    return _pull("baci", files.BACI, record)


def baci_pandas() -> str:
    """Read from the zip, name the countries, scale, write Parquet."""
    import zipfile

    import pandas as pd

    with zipfile.ZipFile(files.BACI) as archive, archive.open(files.BACI_CSV.name) as stream:
        table = pd.read_csv(stream, dtype={"k": str})
    names = dict(files._countries())
    numbers = {int(code): name for code, name in names.items()}
    table["i"], table["j"] = table["i"].map(numbers), table["j"].map(numbers)
    table["v"] *= 1000.0
    table.to_parquet(files.FOLDER / "pandas_flow.parquet")
    return f"{len(table):,} rows of flow"


def baci_polars() -> str:
    """Unpack, then the same lazily."""
    import zipfile

    import polars as pl

    with zipfile.ZipFile(files.BACI) as archive:
        archive.extract(files.BACI_CSV.name, files.FOLDER / "unpacked")
    numbers = {int(code): name for code, name in files._countries()}
    table = pl.scan_csv(files.FOLDER / "unpacked" / files.BACI_CSV.name, schema_overrides={"k": pl.String})
    named = [pl.col(side).replace_strict(numbers, return_dtype=pl.String) for side in ("i", "j")]
    table.with_columns(*named, pl.col("v") * 1000).sink_parquet(files.FOLDER / "polars_flow.parquet")
    return ""


def both() -> None:
    """A record that holds both large sources."""
    files.votes()
    files.baci()
    if not (files.RECORD / "manifest.json").exists():
        _pull("undl_ga", files.VOTES, files.RECORD)
        _pull("baci", files.BACI, files.RECORD)


def pair_ours() -> tuple[float, str]:
    """Open the record and ask for the trade of one pair; imports are left out."""
    import duckdb  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    from multipolar.record import Record
    from multipolar.record.engines import duck  # noqa: F401

    began = time.perf_counter()
    record = Record.open(files.RECORD)
    rows = record.rows("flow", {"exporter": "BRA", "importer": "CHL", "year": 2023})
    return time.perf_counter() - began, f"{len(rows):,} rows"


def pair_pandas() -> tuple[float, str]:
    """Read the pair's rows from the table that pandas wrote."""
    import pandas as pd

    began = time.perf_counter()
    wanted = [("i", "==", "Brazil"), ("j", "==", "Chile")]
    table = pd.read_parquet(files.FOLDER / "pandas_flow.parquet", filters=wanted)
    return time.perf_counter() - began, f"{len(table):,} rows"


def pair_polars() -> tuple[float, str]:
    """The same from the table that polars wrote."""
    import polars as pl

    began = time.perf_counter()
    table = pl.scan_parquet(files.FOLDER / "polars_flow.parquet")
    rows = table.filter((pl.col("i") == "Brazil") & (pl.col("j") == "Chile")).collect()
    return time.perf_counter() - began, f"{len(rows):,} rows"


def votes_pair_ours() -> tuple[float, str]:
    """Open the record and ask how two states voted in a year; imports are left out."""
    import duckdb  # noqa: F401

    from multipolar.record import Record
    from multipolar.record.engines import duck  # noqa: F401

    began = time.perf_counter()
    record = Record.open(files.RECORD)
    rows = record.rows("vote", {"actor": ["BRA", "RUS"]}, columns=["rollcall", "actor", "choice"])
    return time.perf_counter() - began, f"{len(rows):,} rows"


def votes_pair_polars() -> tuple[float, str]:
    """The same from the table that polars wrote."""
    import polars as pl

    began = time.perf_counter()
    table = pl.scan_parquet(files.FOLDER / "polars_vote.parquet")
    rows = table.filter(pl.col("ms_code").is_in(["BRA", "RUS"])).collect().to_dicts()
    return time.perf_counter() - began, f"{len(rows):,} rows"


def help_ours() -> str:
    """The whole process of ``multipolar --help``."""
    subprocess.run([sys.executable, "-m", "multipolar", "--help"], check=True, capture_output=True)
    return ""


def python_alone() -> str:
    """The interpreter with nothing to do."""
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return ""


def pandas_alone() -> str:
    """The interpreter that imports pandas."""
    subprocess.run([sys.executable, "-c", "import pandas"], check=True)
    return ""
