"""The model: what a framework file may say, as frozen classes that JSON Schema and documentation come from."""

from outcome_frameworks.model.earlier_names import EarlierNames, Name, name_of, name_of_alias, paged_entries
from outcome_frameworks.model.entry import Entry
from outcome_frameworks.model.framework import (
    Assumption,
    Element,
    Evidence,
    Framework,
    Hypothesis,
    LearningPoint,
    Level,
    Organisation,
    OrganisationsFile,
    Programme,
    Strength,
    is_retired,
)
from outcome_frameworks.model.ids import fold_id, is_programme_id, make_programme_id, place_of_alias
from outcome_frameworks.model.parts import About, Alignment, Clause, Document, Figure, Flow, Link, Phase, Source, Waiver
from outcome_frameworks.model.portfolio import Identified, Portfolio, Stretch, Target, identified_entries
from outcome_frameworks.model.scalars import Basis, Influence, Kind, OrganisationReference, Reference

__all__ = [
    "About",
    "Alignment",
    "Assumption",
    "Basis",
    "Clause",
    "Document",
    "EarlierNames",
    "Element",
    "Entry",
    "Evidence",
    "Figure",
    "Flow",
    "Framework",
    "Hypothesis",
    "Identified",
    "Influence",
    "Kind",
    "LearningPoint",
    "Level",
    "Link",
    "Name",
    "Organisation",
    "OrganisationReference",
    "OrganisationsFile",
    "Phase",
    "Portfolio",
    "Programme",
    "Reference",
    "Source",
    "Strength",
    "Stretch",
    "Target",
    "Waiver",
    "fold_id",
    "identified_entries",
    "is_programme_id",
    "is_retired",
    "make_programme_id",
    "name_of",
    "name_of_alias",
    "paged_entries",
    "place_of_alias",
]
