"""Patterns that were kept match as those just compiled, and a damaged store is only slower."""

import re
import subprocess
import sys
import types

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.basics import patterns

SOURCES = (
    (r"(?P<day>\d{1,2})\s+(?P<month>may|june)(?!\w)", re.IGNORECASE),
    (r"(?<![\w-])(?:a|(?P<x>b))++c(?P=x)?", 0),
    (r"[А-Яа-яё]+\b|(?-i:[A-Z]{2,})", re.IGNORECASE),
    (r"^(?:x{0,3}?y|z)*$", re.MULTILINE),
    (r"(?x) a  b # blank", 0),
)
TEXTS = "12 May; 3 JUNE june; abc bbcb; Россия ёж EU eu; xxyz\nxy\nzz; ab"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """An empty folder of kept patterns, and nothing remembered of another."""

    def forget():
        patterns._kept.cache_clear()
        patterns.compiled.cache_clear()
        patterns._new.clear()

    monkeypatch.setenv("MULTIPOLAR_CACHE", str(tmp_path / "cache"))
    forget()
    yield tmp_path / "cache", forget
    forget()


def results(pattern):
    return [(m.span(), m.groupdict(), m.groups()) for m in pattern.finditer(TEXTS)]


@pytest.mark.parametrize(("source", "flags"), SOURCES)
def test_kept_is_as_compiled(store, source, flags):
    folder, forget = store
    plain = re.compile(source, flags)
    for _ in range(2):
        found = patterns.compiled(source, flags)
        assert (found.flags, found.groups, dict(found.groupindex)) == (
            plain.flags, plain.groups, dict(plain.groupindex),
        )  # fmt: skip
        assert results(found) == results(plain)
        patterns.keep()
        forget()
    assert [file.name.startswith("patterns-") for file in folder.iterdir()] == [True]


@pytest.mark.filterwarnings("ignore::FutureWarning")
@given(st.text(alphabet="ab|()[]*+?{}1,\\dwbsZ^$.", max_size=12))
def test_any_source_is_taken_or_refused_as_python_does(source):
    try:
        plain = re.compile(source)
    except re.error:
        with pytest.raises(re.error):
            patterns.compiled.__wrapped__(source)
    else:
        assert results(patterns.compiled.__wrapped__(source)) == results(plain)


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None, "flip", "cut"])
def test_a_damaged_store_is_made_anew(store, damage):
    folder, forget = store
    patterns.compiled("a+b")
    assert patterns.keep()
    (file,) = folder.iterdir()
    good = file.read_bytes()
    if damage is None:
        file.unlink()
        file.mkdir()
    else:
        flipped = good[:-1] + bytes([good[-1] ^ 1])
        file.write_bytes(
            {"flip": flipped, "cut": good[:-3]}.get(damage, damage) if isinstance(damage, str) else damage
        )
    forget()
    assert patterns._kept() == {}
    assert patterns.compiled("a+b").match("aab")
    patterns.keep()
    if damage is not None:
        forget()
        assert ("a+b", 0) in patterns._kept()


def test_a_program_of_another_engine_is_not_used(store):
    _, forget = store
    patterns.compiled("a+b")
    patterns.keep()
    forget()
    flags, _, *rest = patterns._kept()["a+b", 0]
    patterns._kept()["a+b", 0] = (flags, b"\xff" * 64, *rest)
    assert patterns.compiled("a+b").match("aab")


def test_a_folder_that_cannot_be_written_is_let_be(store, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MULTIPOLAR_CACHE", str(tmp_path / "file"))
    patterns.compiled("c+d")
    assert patterns.keep()
    assert not patterns.keep()


def test_the_store_does_not_grow_for_ever(store, monkeypatch):
    _, forget = store
    monkeypatch.setattr(patterns, "_MOST", 3)
    for n in range(5):
        patterns.compiled(f"a{{{n + 1}}}")
        patterns.keep()
    forget()
    assert len(patterns._kept()) <= 3


def test_another_process_reads_what_one_kept(store):
    patterns.compiled("(?P<one>a)+b")
    patterns.keep()
    told = subprocess.run(
        [sys.executable, "-c", "from multipolar.basics import patterns as p; print(p._kept().keys())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "(?P<one>a)+b" in told.stdout


def test_what_is_worked_out_from_a_pattern_is_kept_beside_it(store):
    _, forget = store
    made = []

    def make(source):
        made.append(source)
        return (frozenset(source), len(source))

    for _ in range(2):
        assert patterns.kept("letters", "abc", make, (__name__,)) == (frozenset("abc"), 3)
        patterns.keep()
        forget()
    assert made == ["abc"]


def test_what_other_code_worked_out_is_worked_out_anew(store, tmp_path, monkeypatch):
    _, forget = store
    module = types.ModuleType("making")
    module.__file__ = str(tmp_path / "making.py")
    monkeypatch.setitem(sys.modules, "making", module)
    for answer in (1, 2):
        (tmp_path / "making.py").write_text(f"answer = {answer}", encoding="utf-8")
        patterns._digest.cache_clear()
        assert patterns.kept("answer", "abc", lambda _, answer=answer: answer, ("making",)) == answer
        patterns.keep()
        forget()
        assert patterns.kept("answer", "abc", lambda _: 0, ("making",)) == answer


def test_the_build_of_python_is_in_the_file_s_name(store):
    folder, _ = store
    patterns.compiled("a+b")
    patterns.keep()
    assert [f"-{sys.hexversion:x}-" in file.name for file in folder.iterdir()] == [True]
