"""The reference pages say what the code does: every command, option, table and source, and nothing else."""

import importlib.util
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent.parent


def reference():
    spec = importlib.util.spec_from_file_location("reference", HOME / "scripts" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_match_the_code():
    wrong = [str(path.relative_to(HOME)) for path in reference().stale()]
    assert wrong == [], "run `make docs`"


def test_pages_of_sources_that_are_gone_are_noticed(tmp_path, monkeypatch):
    module = reference()
    monkeypatch.setattr(module, "DOCS", tmp_path)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "gone.md").write_text(module._MADE)
    (tmp_path / "sources" / "by_hand.md").write_text("# Mine")
    names = {path.name for path in module.stale()}
    assert "gone.md" in names
    assert "by_hand.md" not in names
