"""A framework: one programme with its levels, elements, hypotheses, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, field_validator
from pydantic_core import PydanticKnownError

from outcome_frameworks.model.entry import Entry, is_retired
from outcome_frameworks.model.ids import EarlierId, Id, PageId, ProgrammeId
from outcome_frameworks.model.parts import About, Alignment, Clause, Document, Flow, Link, Phase, Source, Waiver
from outcome_frameworks.model.scalars import (
    OUTCOME_KINDS,
    Date,
    Influence,
    Kind,
    OrganisationRef,
    Prose,
    Ref,
    Text,
    Url,
)
from outcome_frameworks.model.texts import WrittenText, leading_texts


class Element(Entry):
    """Anything that stands in a level: an input, an activity, an output, an outcome …"""

    id: PageId = Field(description="Permanent code, such as S1; part of the page's URL.")
    statement: Text = Field(description="The full wording.")
    label: Text | None = Field(
        None, max_length=80, description="A shorter wording for boxes and lists, at most 80 characters."
    )
    note: Prose | None = Field(None, description="More about it.")
    who: tuple[Text, ...] = Field((), description="Whose change it is, or who does it.")
    status: Literal["draft", "active", "emergent", "retired"] = Field(
        "active",
        description="`draft` keeps it, and all inside it, out of the site; `emergent` while it is still taking shape.",
    )
    replaced_by: Ref | None = Field(None, description="What stands in the place of a retired element.")
    why: Prose | None = Field(None, description="Why it was retired; its page goes on saying so.")
    influence: Influence | None = Field(None, description="Where it differs from the influence of its level.")
    aliases: tuple[EarlierId, ...] = Field((), description="Earlier ids, whose addresses go on leading here.")
    tags: tuple[Text, ...] = Field((), description="Words to group elements by.")
    leads_to: tuple[Link, ...] = Field((), description="What this leads to.")
    aligned_to: tuple[Alignment, ...] = Field((), description="What it corresponds to in other vocabularies.")
    elements: tuple[Element, ...] = Field((), description="Elements inside this one, to any depth.")

    @property
    def short(self) -> str:
        """The label where there is one, else the whole statement."""
        return self.label or self.statement

    def walk(self) -> Iterator[Element]:
        """Yield this element and all inside it, in the order of the file."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.elements))


class Level(Entry):
    """A column of the framework, with the organisation's own name for it."""

    id: Id = Field(description="Permanent name of the level.")
    title: Text = Field(description="The organisation's own name for the level.")
    subtitle: Text | None = Field(None, description="What the level means, in a few words.")
    kind: Kind = Field("outcome", description="What the field calls the elements of this level.")
    influence: Influence | None = Field(
        None, description="`direct`: the programme can change it; `contribute`: it plays a part; `none`: neither."
    )
    note: Prose | None = Field(None, description="More about the level.")
    stated_count: int | None = Field(
        None, ge=0, description="How many elements the source says there are; a difference is shown."
    )
    order: Literal["auto", "authored"] = Field(
        "auto", description="Order of the boxes in the map: `auto` where that makes fewer lines cross, or `authored`."
    )
    leads_to: tuple[Link, ...] = Field((), description="Levels that this level leads to as a whole.")
    elements: tuple[Element, ...] = Field((), description="What stands in the level.")

    @field_validator("stated_count", mode="before")
    @classmethod
    def _require_digits(cls, value: Any) -> Any:
        """Take a number as people write it; Python would read `1_0` and `7.0` too."""
        if isinstance(value, str) and not (value.isascii() and value.strip().isdigit()):
            raise PydanticKnownError("int_parsing")
        return value

    @property
    def standing(self) -> tuple[Element, ...]:
        """What stands directly in the level and is not retired: what a source counts."""
        return tuple(one for one in self.elements if not is_retired(one))

    def walk(self) -> Iterator[Element]:
        """Yield all elements of the level, nested ones after their parent."""
        for element in self.elements:
            yield from element.walk()


class Hypothesis(Entry):
    """A claim of the theory: if these hold, then those follow."""

    id: PageId = Field(description="Permanent code, such as H1.")
    statement: Text | None = Field(None, description="The whole sentence; without it, it is built from the parts.")
    if_: tuple[Clause, ...] = Field((), alias="if", description="The conditions, each a text or `ref: S1`.")
    then: tuple[Clause, ...] = Field((), description="What follows from them.")
    because: Prose | None = Field(None, description="Why it should follow.")
    order: Literal["if-then", "then-if"] = Field("if-then", description="The order in which the source puts the parts.")
    about: tuple[About, ...] = Field((), description="Levels, elements and links (`S1 > M1`) that it speaks of.")
    assumptions: tuple[Ref, ...] = Field((), description="Ids of the assumptions that it rests on.")
    how_tested: Prose | None = Field(None, description="How it would be tested.")
    status: Literal["untested", "supported", "mixed", "not-supported", "retired"] = Field(
        "untested", description="What testing has shown; `retired` where it is no longer held."
    )
    replaced_by: Ref | None = Field(None, description="What stands in the place of a retired hypothesis.")
    why: Prose | None = Field(None, description="Why it was retired; its page goes on saying so.")
    aliases: tuple[EarlierId, ...] = Field((), description="Earlier ids, whose addresses go on leading here.")


class Assumption(Entry):
    """Something that has to hold for the theory to work."""

    id: Id = Field(description="Permanent code, such as A1.")
    statement: Text = Field(description="What is assumed.")
    holds: Literal["unknown", "yes", "partly", "no"] = Field("unknown", description="Whether it has proved to hold.")
    critical: bool = Field(False, description="Whether the theory fails without it.")
    note: Prose | None = Field(None, description="More about it.")


class LearningPoint(Entry):
    """Something that the programme has learned."""

    id: PageId = Field(description="Permanent code, such as LP1.")
    statement: Text = Field(description="What was learned.")
    note: Prose | None = Field(None, description="More about it.")
    about: tuple[About, ...] = Field((), description="Elements, levels, hypotheses that it speaks of.")
    status: Literal["active", "retired"] = Field("active", description="`retired` where it no longer stands.")
    replaced_by: Ref | None = Field(None, description="What stands in the place of a retired learning point.")
    why: Prose | None = Field(None, description="Why it was retired; its page goes on saying so.")
    aliases: tuple[EarlierId, ...] = Field((), description="Earlier ids, whose addresses go on leading here.")


class Strength(Entry):
    """How strong a piece of evidence is on a published scale."""

    scale: Text = Field(description="Name of the scale, such as `nesta`.")
    level: Text = Field(description="Level on that scale.")


class Evidence(Entry):
    """Something that speaks for or against a part of the framework."""

    id: Id = Field(description="Permanent code, such as E1.")
    title: Text = Field(description="Title of the piece of evidence.")
    kind: Literal["evaluation", "monitoring", "research", "lived-experience", "practice", "expert", "story"] | None = (
        Field(None, description="What kind of evidence it is.")
    )
    organisation: OrganisationRef | None = Field(
        None, description="The organisation that it comes from: an id in organisations.yml, or a name."
    )
    date: Date | None = Field(None, description="Its date.")
    url: Url | None = Field(None, description="Where it can be read.")
    summary: Prose | None = Field(None, description="What it found.")
    about: tuple[About, ...] = Field((), description="Elements, hypotheses and links that it speaks of.")
    says: Literal["supports", "mixed", "challenges"] | None = Field(None, description="What it says of them.")
    strength: Strength | None = Field(None, description="How strong it is.")


class Programme(Entry):
    """The programme that a framework belongs to."""

    id: ProgrammeId = Field(
        description="Permanent name: small letters, digits, hyphens. Part of every URL, and the file's name."
    )
    title: Text = Field(description="Full name of the programme.")
    short_title: Text | None = Field(None, description="A shorter name for menus and breadcrumbs.")
    kind: Literal[
        "theory-of-change", "logic-model", "outcome-chain", "driver-diagram", "logframe", "outcome-framework"
    ] = Field("outcome-framework", description="What kind of framework it is.")
    status: Literal["draft", "live", "closed", "archived"] = Field(
        "live", description="Where the programme stands; `draft` keeps all of it out of the site."
    )
    aliases: tuple[ProgrammeId, ...] = Field(
        (), description="Earlier ids of the programme: all addresses below them go on leading to those of this one."
    )
    version: Text | None = Field(None, description="Version of the framework.")
    reviewed: Date | None = Field(None, description="When the framework was last reviewed.")
    start: Date | None = Field(None, description="When the programme began.")
    end: Date | None = Field(None, description="When it ended or will end.")
    area: Text | None = Field(None, description="Where it works.")
    summary: Prose | None = Field(None, description="What the programme is, in a paragraph.")
    aim: Prose | None = Field(None, description="What it is for.")
    intention: Prose | None = Field(None, description="What those who made it intend together.")
    population: Prose | None = Field(None, description="Whom it is for.")
    commissioned_by: tuple[OrganisationRef, ...] = Field(
        (), description="Who commissioned it: ids in organisations.yml, or names."
    )
    funded_by: tuple[OrganisationRef, ...] = Field(
        (), description="Who pays for it: ids in organisations.yml, or names."
    )
    delivered_by: tuple[OrganisationRef, ...] = Field(
        (), description="Who does the work: ids in organisations.yml, or names."
    )
    partners: tuple[OrganisationRef, ...] = Field(
        (), description="Who else takes part: ids in organisations.yml, or names."
    )
    context: tuple[Prose, ...] = Field((), description="Paragraphs on the situation that it answers.")
    phases: tuple[Phase, ...] = Field((), description="Phases, in order.")
    flows: tuple[Flow, ...] = Field((), description="How learning and evidence travel.")
    documents: tuple[Document, ...] = Field((), description="Documents, the missing ones too.")
    source: Source | None = Field(None, description="Where the framework comes from.")

    @property
    def short(self) -> str:
        """The short title where there is one, else the title."""
        return self.short_title or self.title


class Framework(Entry):
    """One file of the frameworks folder: a programme and everything that belongs to it."""

    programme: Programme = Field(description="The programme itself.")
    levels: tuple[Level, ...] = Field((), description="The columns of the framework, in order.")
    elements: tuple[Element, ...] = Field((), description="Elements of a framework without levels, drawn as a network.")
    hypotheses: tuple[Hypothesis, ...] = Field((), description="The claims of the theory.")
    assumptions: tuple[Assumption, ...] = Field((), description="What has to hold.")
    learning: tuple[LearningPoint, ...] = Field((), description="Learning points.")
    evidence: tuple[Evidence, ...] = Field((), description="Evidence for and against.")
    waivers: tuple[Waiver, ...] = Field((), description="Rules that do not apply somewhere, and why.")

    _file: str = ""
    _digest: str = ""

    @property
    def file(self) -> str:
        """Path of the file as the author knows it, with forward slashes."""
        return self._file

    @property
    def digest(self) -> str:
        """Digest of the bytes of the file; "" where this comes from no file, or is not all that its file says."""
        return self._digest

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """Return the framework with other values, which is not what its file says; itself where they are the same."""
        changed = super().with_values(values)
        changed._digest = self._digest if changed is self else ""
        return changed

    @property
    def id(self) -> str:
        """Id of the programme."""
        return self.programme.id

    def walk(self) -> Iterator[Element]:
        """Yield every element, level by level, nested ones after their parent."""
        return iter(self._walked)

    @cached_property
    def _walked(self) -> tuple[Element, ...]:
        held = [one for level in self.levels for one in level.walk()]
        return *held, *(one for element in self.elements for one in element.walk())

    @cached_property
    def leading_texts(self) -> tuple[WrittenText, ...]:
        """Every text of it that may lead somewhere."""
        return tuple(leading_texts(self))

    @property
    def outcome_levels(self) -> tuple[Level, ...]:
        """The levels whose elements count as outcomes, in the order of the file."""
        return tuple(level for level in self.levels if level.kind in OUTCOME_KINDS)

    @cached_property
    def level_of(self) -> dict[str, Level]:
        """Return the level of each element by the element's id; elements without a level are left out."""
        return {element.id: level for level in self.levels for element in level.walk()}

    @cached_property
    def position_of(self) -> dict[str, int]:
        """Return the position of each level, from 0, by the level's id."""
        return {level.id: position for position, level in enumerate(self.levels)}

    @cached_property
    def parent_of(self) -> dict[str, Element]:
        """Return the element that holds another, by the id of the inner one."""
        return {child.id: parent for parent in self.walk() for child in parent.elements}

    def influence_on(self, element: Element) -> Influence | None:
        """Return the element's own influence, else that of the nearest parent that has one, else its level's."""
        holder: Element | None = element
        while holder and not holder.influence:
            holder = self.parent_of.get(holder.id)
        found = holder or self.level_of.get(element.id)
        return found.influence if found else None
