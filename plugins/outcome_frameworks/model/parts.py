"""The smaller parts of a framework: links, clauses, phases, documents, the source, flows."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from outcome_frameworks.model.entry import Entry
from outcome_frameworks.model.ids import Id
from outcome_frameworks.model.scalars import Basis, Date, Prose, Ref, Text, Url


class Link(Entry):
    """One arrow: the element or level that holds it leads to another."""

    short_form: ClassVar[str | None] = "to"

    to: Ref = Field(description="Id of the element or level that this leads to; `programme/id` in another programme.")
    basis: Basis | None = Field(
        None,
        description="Where the link comes from: `stated`, `group-stated` for whole groups, or `inferred`. Without it, "
        "a file that names its `source` says that the source states the link; another claims nothing.",
    )
    because: Prose | None = Field(None, description="Why the one leads to the other.")
    assumptions: tuple[Ref, ...] = Field((), description="Ids of the assumptions that the link rests on.")
    evidence: tuple[Ref, ...] = Field((), description="Ids of the evidence that speaks of the link.")
    necessity: Literal["necessary", "sufficient", "helps", "unknown"] | None = Field(
        None, description="How strong the link is meant to be."
    )


class About(Entry):
    """What something speaks of: an element, a level, a hypothesis, the programme, or a link `S1 > M1`."""

    short_form: ClassVar[str | None] = "ref"

    ref: Ref = Field(description="Id of what is spoken of, `programme` for the whole, or a link such as `S1 > M1`.")
    basis: Basis | None = Field(None, description="Whether the source says so (`stated`) or somebody inferred it.")
    because: Prose | None = Field(None, description="Why it speaks of this.")


class Clause(Entry):
    """One part of an if or a then: a text, or an element."""

    short_form: ClassVar[str | None] = "text"

    text: Text | None = Field(None, description="The part in words.")
    ref: Ref | None = Field(None, description="Id of the element that says it.")


class Figure(Entry):
    """A number that is worth showing, with what it counts."""

    label: Text = Field(description="What the figure counts.")
    value: Text = Field(description="The figure, as the source writes it.")


class Phase(Entry):
    """A stretch of time in the life of a programme."""

    id: Id = Field("", description="Permanent name, where something speaks of the phase.")
    title: Text = Field(description="Name of the phase.")
    start: Date | None = Field(None, description="First year, month or day.")
    end: Date | None = Field(None, description="Last year, month or day.")
    summary: Prose | None = Field(None, description="What was done.")
    figures: tuple[Figure, ...] = Field((), description="Numbers of this phase.")


class Document(Entry):
    """A document that belongs to the programme, or one that the source names and does not hold."""

    id: Id | None = Field(None, description="Permanent name.")
    title: Text = Field(description="Title of the document.")
    kind: Text | None = Field(None, description="What kind of document it is, such as `equality-impact-assessment`.")
    url: Url | None = Field(None, description="Where it can be read.")
    date: Text | None = Field(None, description="Its date, in words or figures.")
    summary: Prose | None = Field(None, description="What it holds.")
    about: tuple[About, ...] = Field((), description="What it speaks of: `programme`, or ids.")
    missing: Prose | None = Field(
        None, description="Why it is not here, where the source names it but does not hold it."
    )


class Source(Entry):
    """Where the framework comes from, and how faithfully its words are kept."""

    title: Text = Field(description="Title of the source.")
    url: Url | None = Field(None, description="Where it can be read.")
    organisation: Text | None = Field(None, description="Who published it.")
    date: Text | None = Field(None, description="When it was published, as far as known.")
    accessed: Date | None = Field(None, description="When it was read.")
    wording: Literal["restated", "quoted"] | None = Field(
        None, description="Whether statements are `quoted` word for word or `restated` in other words."
    )
    notes: tuple[Prose, ...] = Field(
        (), description="What a reader should know of the source: gaps, slips, contradictions."
    )


class Flow(Entry):
    """A way that learning or evidence takes: between peers, or up to those who decide."""

    direction: Literal["horizontal", "vertical"] = Field(
        description="`horizontal` between peers, `vertical` up to those who decide."
    )
    among: tuple[Text, ...] = Field((), description="Who takes part.")
    to: Text | None = Field(None, description="Where it arrives, for a vertical flow.")
    summary: Prose | None = Field(None, description="What flows, and why it matters.")


class Alignment(Entry):
    """What an element corresponds to in somebody else's vocabulary."""

    vocabulary: Text = Field(description="Name of the vocabulary, such as `nhwo`.")
    code: Text = Field(description="Code in that vocabulary.")


class Waiver(Entry):
    """A rule that does not apply somewhere, with the reason; published on the page."""

    rule: Text = Field(description="Name of the rule.")
    on: Ref = Field(description="Id of what it does not apply to, or `programme`.")
    reason: Prose = Field(description="Why; readers see it.")
