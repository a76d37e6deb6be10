"""What the pages and files of a programme depend on, as one digest: with the same digest they are the same bytes."""

from outcome_frameworks.pages.dependence.makers import asks_for_all, has_own, made_with
from outcome_frameworks.pages.dependence.programmes import Dependence

__all__ = ["Dependence", "asks_for_all", "has_own", "made_with"]
