"""What the pages tell people to type exists: commands, options and targets, parsed without being run."""

import re

import pytest
import typer

from multipolar.cli.app import app

from ._pages import HOME, command_lines, pages, title

ROOT = typer.main.get_command(app)
_WRONG = typer.BadParameter.__base__


def refusal(words, whole):
    """What the parser says against a command line, ``None`` when it would run."""
    command, path, words = ROOT, "multipolar", list(words)
    while hasattr(command, "commands"):
        while words and words[0].startswith("-"):
            known = {name: option for option in command.params for name in option.opts}
            option = known.get(words[0])
            if option is None and words[0] not in ("--help", "-h"):
                return f"{path} has no option {words[0]}"
            words = words[1 if option is None or option.is_flag else 2 :]
        if not words or words[0] in ("…", "..."):
            return None
        if words[0] not in command.commands:
            return f"{path} has no command {words[0]}"
        path = f"{path} {words[0]}"
        command, words = command.commands[words[0]], words[1:]
    try:
        command.make_context(path, words).close()
    except _WRONG as error:
        # Prose names a command without what it needs: `multipolar record pull`.
        if whole or "Missing" not in type(error).__name__:
            return f"{path}: {error.format_message()}"
    return None


@pytest.mark.parametrize("page", pages(), ids=title)
def test_commands_and_options_exist(page):
    wrong = [refusal(words, whole) for words, whole in command_lines(page, "multipolar")]
    assert [said for said in wrong if said] == []


@pytest.mark.parametrize("page", pages(), ids=title)
def test_targets_exist(page):
    targets = set(re.findall(r"^([a-z]+):", (HOME / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = {word for words, _ in command_lines(page, "make") for word in words if word.isalpha()}
    assert called <= targets


def test_commands_are_found_and_wrong_ones_refused():
    readme = [words for words, _ in command_lines(HOME / "README.md", "multipolar")]
    assert ["actors", "find", "Burma"] in readme
    assert ["audit", "examples/briefing.md", "--html", "out/briefing.html"] in readme
    assert refusal(["record", "drop"], whole=True) == "multipolar record has no command drop"
    assert "No such option" in refusal(["audit", "a.md", "--fast"], whole=True)
    assert "Missing argument" in refusal(["record", "pull"], whole=True)
    assert refusal(["record", "pull"], whole=False) is None
    assert refusal(["--json", "--record", "DIR", "actors", "show", "RUS"], whole=True) is None


def test_every_target_is_told():
    made = re.findall(r"^([a-z]+):", (HOME / "Makefile").read_text("utf-8"), re.MULTILINE)
    told = {w for page in pages() for words, _ in command_lines(page, "make") for w in words}
    assert set(made) - told == set()
