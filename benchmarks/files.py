"""Makes the large files: votes in the official layout, and a BACI year, both of true size and skew."""

import csv
import io
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "generated"
VOTES = FOLDER / "2026_02_06_ga_voting.csv"
BACI = FOLDER / "BACI_HS92_V202601.zip"
BACI_CSV = FOLDER / "BACI_HS92_Y2023_V202601.csv"
RECORD = FOLDER / "record"
VOTES_WANTED = 947_000
FLOWS_WANTED = 11_000_000
_HEADER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,"
    "agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
)
# BACI's own numbers for states whose customs territory is wider than the state.
_WIDER = {"840": "842", "250": "251", "578": "579", "756": "757", "356": "699"}


def votes() -> None:
    """947,000 votes, 1946 to 2025, more roll calls in later years, as many voters as there were members."""
    if VOTES.exists():
        return
    import numpy as np

    FOLDER.mkdir(exist_ok=True)
    rng = np.random.default_rng(1946)
    voters = {year: _members(year) for year in range(1946, 2026)}
    weights = {year: 0.4 + 1.2 * min(1.0, (year - 1946) / 40) for year in voters}
    scale = VOTES_WANTED / sum(len(voters[year]) * weights[year] for year in voters)
    beside = VOTES.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as out:
        out.write(_HEADER)
        number = 0
        for year, members in voters.items():
            for index in range(1, round(weights[year] * scale) + 1):
                number += 1
                out.write(_rollcall(rng, number, year, index, members))
    beside.replace(VOTES)


def _members(year: int) -> list[tuple[str, str]]:
    from multipolar import actors
    from multipolar.actors import memberships

    ids = [spell.actor for spell in memberships.members("UN", on=f"{year}-12-31")]
    known = [actors.get(one) for one in ids]
    return [(a.iso3, a.name.upper()) for a in known if a.iso3 and a.until is None]


def _rollcall(rng, number: int, year: int, index: int, members: list[tuple[str, str]]) -> str:
    choices = rng.choice(list("YNAX"), size=len(members), p=[0.78, 0.06, 0.10, 0.06])
    totals = ",".join(f"{(choices == choice).sum()}.0" for choice in "YNAX")
    session = year - 1945
    title = f"Question {index} of the {session}th session and the implementation of the declaration on it"
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([
        f"{year}-{9 + index % 4:02d}-{1 + index % 28:02d}", str(session), f"A/RES/{session}/{index}",
        f"A/{session}/L.{index}|A/{session}/L.{index}/Rev.1", f"A/{session}/{400 + index}",
        f"A/{session}/PV.{40 + index % 60}",
        f"{title} : resolution / adopted by the General Assembly",
        f"{index}. Report of the committee on the question and its implementation",
        "PEACE--INTERNATIONAL SECURITY|DEVELOPMENT--FINANCE", "",
    ])  # fmt: skip
    middle = text.getvalue()
    end = f"{totals},{len(members)}.0,https://digitallibrary.un.org/record/{600000 + number}\n"
    return "".join(
        f'{600000 + number},{code},"{name}",{choice},{middle},{end}'
        for (code, name), choice in zip(members, choices, strict=True)
    )


def baci() -> None:
    """A year of 11 million flows between some 200 states in 5,000 products: a few states trade most."""
    if BACI.exists() and BACI_CSV.exists():
        return
    FOLDER.mkdir(exist_ok=True)
    countries = _countries()
    products = [f"{10000 + 179 * n:06d}" for n in range(5_000)]
    frame = _flows([code for code, _ in countries], products)
    frame.write_csv(BACI_CSV, quote_style="never")
    beside = BACI.with_suffix(".part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.write(BACI_CSV, BACI_CSV.name)
        listed = [("country_code", "country_name", "country_iso2", "country_iso3")]
        rows = [*listed, *((code, name, "", "") for code, name in countries)]
        archive.writestr("country_codes_V202601.csv", _text(rows))
        described = [("code", "description"), *((code, f"Product {code}") for code in products)]
        archive.writestr("product_codes_HS92_V202601.csv", _text(described))
    beside.replace(BACI)


def _text(rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _countries() -> list[tuple[str, str]]:
    from multipolar import actors
    from multipolar.actors.registry import registry
    from multipolar.basics.errors import AskedWronglyError

    found = {}
    for actor in registry().values():
        code = _WIDER.get(actor.m49 or "", actor.m49 or "")
        if not code or actor.kind not in ("state", "territory") or actor.until is not None:
            continue
        try:
            found[actors.resolve(code, "baci").id] = (str(int(code)), actor.name)
        except AskedWronglyError:
            continue
    return sorted(found.values())


def _flows(codes: list[str], products: list[str]):
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(2023)
    numbers = np.array([int(code) for code in codes])
    rng.shuffle(numbers)
    pairs = (len(codes) - 1) * len(products)
    weights = 1 / np.arange(1, len(codes) + 1) ** 0.9
    wanted = np.minimum(weights / weights.sum() * FLOWS_WANTED * 1.25, pairs * 0.5).astype(int)
    parts = []
    for place, count in enumerate(wanted):
        chosen = np.unique((rng.random(int(count * 1.9)) ** 2 * pairs).astype(np.int64))
        chosen = rng.choice(chosen, min(count, len(chosen)), replace=False)
        partner = (place + 1 + chosen % (len(codes) - 1)) % len(codes)
        parts.append(np.column_stack([np.full(len(chosen), place), partner, chosen // (len(codes) - 1)]))
    every = np.concatenate(parts)
    every = every[rng.permutation(len(every))[:FLOWS_WANTED]]
    # The published files are in order of exporter, importer and product.
    every = every[np.lexsort((every[:, 2], numbers[every[:, 1]], numbers[every[:, 0]]))]
    value = np.round(np.exp(rng.normal(3.0, 3.0, len(every))), 3)
    tonnes = np.round(value * np.exp(rng.normal(-1.0, 1.5, len(every))), 3)
    tonnes[rng.random(len(every)) < 0.04] = np.nan
    return pl.DataFrame({
        "t": np.full(len(every), 2023), "i": numbers[every[:, 0]], "j": numbers[every[:, 1]],
        "k": np.array(products)[every[:, 2]], "v": value,
        "q": pl.Series(tonnes).fill_nan(None),
    })  # fmt: skip
