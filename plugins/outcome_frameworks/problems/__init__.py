"""What can be wrong, where, and in which words."""

from outcome_frameworks.problems.problem import (
    MOST_LISTED,
    NOWHERE,
    RESERVED_RULES,
    RULES,
    WAIVABLE_RULES,
    FileProblems,
    Place,
    Problem,
    Rule,
    Severity,
    cut_short,
    format_github,
    format_json,
    format_text,
    sort_problems,
)

__all__ = [
    "MOST_LISTED",
    "NOWHERE",
    "RESERVED_RULES",
    "RULES",
    "WAIVABLE_RULES",
    "FileProblems",
    "Place",
    "Problem",
    "Rule",
    "Severity",
    "cut_short",
    "format_github",
    "format_json",
    "format_text",
    "sort_problems",
]
