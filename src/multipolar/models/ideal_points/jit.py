"""Compiles the kernels on first use and keeps them, compiled, beside the module."""

from collections.abc import Callable
from typing import TypeVar, cast

from multipolar.basics.errors import AskedWronglyError

try:
    import numba
except ModuleNotFoundError:
    raise AskedWronglyError(
        "Ideal points need the library numba", "Install it with: pip install 'multipolar[models]'"
    ) from None

F = TypeVar("F", bound=Callable[..., object])
each = numba.prange


def serial(function: F) -> F:
    """Compile for one thread."""
    return cast(F, numba.njit(cache=True)(function))


def parallel(function: F) -> F:
    """Compile with ``each`` loops shared among threads."""
    return cast(F, numba.njit(cache=True, parallel=True)(function))
