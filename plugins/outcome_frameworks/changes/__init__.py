"""What changed: versions of the frameworks from git or from snapshots, compared entry by entry and field by field."""

from outcome_frameworks.changes.change import Change, ProgrammeDay
from outcome_frameworks.changes.git import holds_tracked
from outcome_frameworks.changes.history import History
from outcome_frameworks.changes.history_choice import HistoryChoice, read_history
from outcome_frameworks.changes.snapshots import SNAPSHOTS_FOLDER, snapshot_files, snapshot_text
from outcome_frameworks.changes.word_diff import Effort, Piece, compare_words

__all__ = [
    "SNAPSHOTS_FOLDER",
    "Change",
    "Effort",
    "History",
    "HistoryChoice",
    "Piece",
    "ProgrammeDay",
    "compare_words",
    "holds_tracked",
    "read_history",
    "snapshot_files",
    "snapshot_text",
]
