"""Writes a drawing to a file: SVG as it is, PNG through a renderer without a browser."""

from pathlib import Path

from multipolar.basics.errors import AskedWronglyError, MultipolarError, reason


def write_svg(path: str | Path, svg: str) -> Path:
    """Write a drawing; the ending of the name says as what.

    Args:
        path: Where to; ``.svg`` or ``.png``. Its folder must be there.
        svg: The drawing.

    Returns:
        The path written.

    Raises:
        AskedWronglyError: Another ending, or a folder that is not there.
        MultipolarError: The file cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() not in (".svg", ".png"):
        raise AskedWronglyError(f"{target} does not end in .svg or .png", "Name the picture with one of them")
    if not target.parent.is_dir():
        raise AskedWronglyError(f"{target.parent} is no folder", "Make it first, or name another")
    data = svg.encode("utf-8") if target.suffix.lower() == ".svg" else png(svg)
    try:
        target.write_bytes(data)
    except OSError as error:
        raise MultipolarError(f"{target} cannot be written: {reason(error)}.") from error
    return target


def png(svg: str, scale: float = 2) -> bytes:
    """The drawing as a PNG, with ``scale`` dots for each of its pixels."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=scale))
