"""The organisations that programmes refer to, in a file of their own."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from outcome_frameworks.model.entry import Entry
from outcome_frameworks.model.ids import ProgrammeId
from outcome_frameworks.model.scalars import Prose, Ref, Text, Url
from outcome_frameworks.model.texts import WrittenText, leading_texts


class Organisation(Entry):
    """An organisation that programmes refer to."""

    id: ProgrammeId = Field(description="Permanent name: small letters, digits, hyphens.")
    title: Text = Field(description="Name of the organisation.")
    short_title: Text | None = Field(None, description="Abbreviation.")
    part_of: Ref | None = Field(None, description="Id of the organisation that it belongs to.")
    url: Url | None = Field(None, description="Its website.")
    summary: Prose | None = Field(None, description="What it is.")


class OrganisationsFile(Entry):
    """The file organisations.yml: all organisations that the programmes refer to."""

    organisations: tuple[Organisation, ...] = Field((), description="The organisations.")

    _file: str = ""

    @property
    def file(self) -> str:
        """Path of the file as the author knows it, with forward slashes."""
        return self._file

    @cached_property
    def leading_texts(self) -> tuple[WrittenText, ...]:
        """Every text of it that may lead somewhere."""
        return tuple(leading_texts(self))
