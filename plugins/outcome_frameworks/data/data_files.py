"""The JSON files, as classes that they, their JSON Schema and their documentation come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from outcome_frameworks.model import (
    Basis,
    Framework,
    Influence,
    Link,
    Organisation,
    Paged,
    Source,
)
from outcome_frameworks.model.schema import DATA_VERSION, DIALECT, tidy


class Part(BaseModel):
    """A group of fields of a data file. Fields that hold nothing are left out of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # as in model/entry.py


class Named(Part):
    """Something that has an address, with its words."""

    id: str = Field(description="Its id in full: `new-models/S1`, or `new-models` for a programme.")
    title: str = Field(description="Its statement, title or sentence.")
    url: str = Field(description="Address of the page that shows it.")


class LevelOf(Part):
    """The level that an element stands in."""

    id: str = Field(description="Its id.")
    title: str = Field(description="The organisation's own name for it.")
    kind: str = Field(description="What the field calls its elements; `outcome` where the file does not say.")


class Connected(Named):
    """The other end of a link, with what is said of the link."""

    basis: Basis | None = Field(
        None,
        description="Where the link comes from. Of one without a basis of its own: the source states it, where the "
        "framework names a source; else nothing is claimed, and this is not there.",
    )
    link: Link = Field(description="The link as its file says it.")


class Speaker(Named):
    """Something that speaks of the entry."""

    kind: str = Field(description="What it is: `hypothesis`, `learning-point`, `evidence` or `document`.")


class DataFile(Part):
    """What every data file begins with."""

    schema_: str = Field(serialization_alias="$schema", description="Address of the JSON Schema of this format.")
    format: str = Field(description="Says what the file is.")
    version: Literal[1] = Field(description="Version of the format.")
    url: str = Field(description="Address of the page that shows it.")
    site: str | None = Field(None, description="Name of the site that publishes it.")
    licence: str | None = Field(None, description="What others may do with the data.")


class FrameworkFile(DataFile):
    """A programme with everything in it."""

    format: Literal["outcome-framework"] = Field(description="Says what the file is.")
    urls: dict[str, str] = Field(
        default_factory=dict, description="Address of everything in the framework that has an id, by that id."
    )
    organisations: tuple[Organisation, ...] = Field((), description="The organisations that the framework names.")
    framework: Framework = Field(description="What the framework's file says, field by field.")


class FrameworksFile(DataFile):
    """All programmes of a site."""

    format: Literal["outcome-frameworks"] = Field(description="Says what the file is.")
    urls: dict[str, str] = Field(
        default_factory=dict,
        description="Address of every programme and everything in them, by its id in full: `new-models/S1`.",
    )
    organisations: tuple[Organisation, ...] = Field((), description="All organisations.")
    frameworks: tuple[Framework, ...] = Field((), description="What each framework's file says, field by field.")


class EntryFile(DataFile):
    """One element, hypothesis or learning point, with what it is linked to."""

    format: Literal["outcome-framework-entry"] = Field(description="Says what the file is.")
    id: str = Field(description="The id in full: `new-models/S1`.")
    kind: Literal["element", "hypothesis", "learning-point"] = Field(description="What the entry is.")
    title: str = Field(description="Its statement, or the sentence that its parts make.")
    programme: Named = Field(description="The programme that it belongs to.")
    level: LevelOf | None = Field(None, description="The level of an element.")
    part_of: Named | None = Field(None, description="The element that holds this one.")
    influence: Influence | None = Field(None, description="An element's influence, its own or that of its level.")
    source: Source | None = Field(None, description="Where the programme's framework comes from.")
    entry: Paged = Field(description="What its file says, field by field.")
    leads_to: tuple[Connected, ...] = Field((), description="What it leads to, by itself or with its level.")
    led_to_by: tuple[Connected, ...] = Field((), description="What leads to it, or to its level.")
    spoken_of_by: tuple[Speaker, ...] = Field((), description="What speaks of it, or of its level.")


DATA_FILES: tuple[type[DataFile], ...] = (FrameworkFile, FrameworksFile, EntryFile)
"""The kinds of JSON file."""

_SCHEMA = Path(__file__).parents[1] / "data.schema.json"


def data_schema() -> dict[str, Any]:
    """Return the one JSON Schema that every data file is valid by."""
    kinds: TypeAdapter[Any] = TypeAdapter(FrameworkFile | FrameworksFile | EntryFile)
    schema = tidy(kinds.json_schema(by_alias=True, mode="serialization"))
    definitions = {"$defs": schema.pop("$defs")}
    return {"$schema": DIALECT, "title": f"Data of outcome frameworks, version {DATA_VERSION}", **schema, **definitions}


def data_schema_text() -> str:
    """Return the text of that schema as it comes with the package: to work it out again costs .15 s."""
    return _SCHEMA.read_text(encoding="utf-8")
