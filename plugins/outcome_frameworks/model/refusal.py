"""How the model refuses a value: by a rule, in words that may hold anything that an author wrote."""

from __future__ import annotations

from typing import LiteralString, Self

from pydantic_core import PydanticCustomError


class RefusalError(PydanticCustomError):
    """The error that pydantic collects where a value breaks a rule."""

    def __new__(cls, rule: LiteralString, message: str) -> Self:
        """Return the error. Pydantic fills in templates: the one here holds nothing but the whole message."""
        return super().__new__(cls, rule, "{message}", {"message": message})
