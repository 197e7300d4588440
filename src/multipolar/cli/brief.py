"""``multipolar brief``: a page about states, a bloc or a resolution, every sentence with its source."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from multipolar.cli import complete
from multipolar.cli.options import verb
from multipolar.cli.output import Output, opened

if TYPE_CHECKING:
    from multipolar.briefs.parts import Brief


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    verb(app)(brief)


def _written(name: str, what: str) -> object:
    return typer.Option(name, metavar="FILE", help=f"Write {what}.")


def brief(
    output: Output,
    subjects: Annotated[
        list[str],
        typer.Argument(
            metavar="SUBJECT...",
            help="Two states; a region and a state; or one state, organisation or resolution.",
            autocompletion=complete.actors,
        ),
    ],
    html: Annotated[Path | None, _written("--html", "a page")] = None,
    markdown: Annotated[Path | None, _written("--markdown", "Markdown")] = None,
    docx: Annotated[Path | None, _written("--docx", "a Word file")] = None,
    pdf: Annotated[Path | None, _written("--pdf", "a PDF file")] = None,
    bibtex: Annotated[Path | None, _written("--bibtex", "the references as BibTeX")] = None,
    csl: Annotated[Path | None, _written("--csl", "the references as CSL JSON")] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language: en, es, pt or ru.")] = "en",
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", metavar="PATH", help="Show what a document or folder says of them."),
    ] = None,
) -> None:
    """Brief on two states, one state, a bloc, a region and a state, or a resolution, with sources and gaps.

    Without a file the brief is printed as Markdown. Every sentence names the rows it rests on and the query
    that finds them.

    Example: multipolar brief CHL RUS --html chile-russia.html
    """
    from multipolar.briefs import brief as make
    from multipolar.briefs import brief_files
    from multipolar.briefs.language import known

    wanted = {"html": html, "markdown": markdown, "docx": docx, "pdf": pdf, "bibtex": bibtex, "csl": csl}
    files = {form: path for form, path in wanted.items() if path is not None}
    made = make(opened(output), *subjects, language=known(lang), documents=documents or ())
    for form, path in files.items():
        brief_files.write(made, form, path)
        output.note(f"brief written to {path}")
    _print(output, made, bool(files))


def _print(output: Output, made: "Brief", written: bool) -> None:
    """What goes to standard output: JSON or CSV when asked for, else Markdown unless a file was written."""
    from multipolar.briefs import brief_files
    from multipolar.briefs.brief_markdown import markdown

    if output.form == "json":
        output.json(brief_files.as_json(made))
    elif output.form == "csv":
        output.rows(brief_files.sentence_rows(made), brief_files.COLUMNS)
    elif not written:
        output.say(markdown(made))
