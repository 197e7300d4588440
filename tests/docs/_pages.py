"""The pages of the documentation as tests see them: fenced blocks, inline code, commands and links."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).resolve().parent.parent.parent
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_ENDS = {"|", "||", "&&", ";", ";;", "&", ">", ">>", "<", "(", ")", "do", "done", "then", "fi"}


class Block(NamedTuple):
    """A fenced block of a page."""

    page: Path
    language: str
    text: str


def pages() -> list[Path]:
    """README, CONTRIBUTING, CHANGELOG and everything below docs/."""
    named = [HOME / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*named, *sorted((HOME / "docs").rglob("*.md"))]


def title(page: Path) -> str:
    """The page's name in the ids of tests."""
    return str(page.relative_to(HOME))


def blocks(page: Path, *languages: str) -> list[Block]:
    """The fenced blocks of a page, of some languages or of all."""
    found = (Block(page, m[1], m[2]) for m in _FENCE.finditer(page.read_text("utf-8")))
    return [block for block in found if not languages or block.language in languages]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", page.read_text("utf-8"))


def command_lines(page: Path, program: str) -> Iterator[tuple[list[str], bool]]:
    """The words after each call of a program, and whether the call is whole (a block) or only named."""
    for block in blocks(page, "", "sh", "console"):
        lines = block.text.replace("\\\n", " ").splitlines()
        if any(line.startswith("$ ") for line in lines):
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        for line in lines:
            yield from ((words, True) for words in _calls(line, program))
    for code in _INLINE.findall(prose(page)):
        if re.match(rf"\S*\b{program}\s", code):
            yield from ((words, False) for words in _calls(code, program))


def _calls(line: str, program: str) -> Iterator[list[str]]:
    """Each call in a line of shell; placeholders as <name> are words."""
    lexer = shlex.shlex(re.sub(r"<(\w+)>", r"\1", line), posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:
        return
    while words:
        end = next((i for i, word in enumerate(words) if word in _ENDS), len(words))
        call, words = words[:end], words[end + 1 :]
        while call and "=" in call[0]:
            call = call[1:]
        if call and call[0].rsplit("/", 1)[-1] == program:
            yield call[1:]


def run_python(block: Block, held: dict[str, object]) -> list[str]:
    """Run a block statement by statement; what is wrong with the answers that its comments promise.

    A comment behind an expression is its value (``# 'RUS'``), the error it raises
    (``# AmbiguousActorError: ...``), or words, which promise nothing.
    """
    lines, wrong = block.text.splitlines(), []
    for node in ast.parse(block.text).body:
        code = compile(ast.Module([node], []), title(block.page), "exec")
        said = lines[(node.end_lineno or 1) - 1][node.end_col_offset or 0 :].strip(" #")
        try:
            value = eval(ast.unparse(node), held) if isinstance(node, ast.Expr) else exec(code, held)
        except Exception as error:  # noqa: BLE001 - any may be what the page promises
            if said.partition(":")[0] not in [kind.__name__ for kind in type(error).__mro__]:
                wrong.append(f"{ast.unparse(node)}: {type(error).__name__}: {error}")
            continue
        try:
            if isinstance(node, ast.Expr) and ast.literal_eval(said) != value:
                wrong.append(f"{ast.unparse(node)} is {value!r}, not {said}")
        except (ValueError, SyntaxError):
            if re.match(r"\w+Error\b", said):
                wrong.append(f"{ast.unparse(node)} raises nothing")
    return wrong
