"""The data of a site as files that programs and spreadsheets read; `yaml_writing`, which no build needs, is apart."""

from outcome_frameworks.data.data_files import EntryFile, FrameworkFile, FrameworksFile, data_schema, data_schema_text
from outcome_frameworks.data.publication import PieceOf, Publication
from outcome_frameworks.data.tables import entries_table, links_table, outcomes_table, programmes_table
from outcome_frameworks.data.writing import entry_file, framework_file, frameworks_json, to_json

__all__ = [
    "EntryFile",
    "FrameworkFile",
    "FrameworksFile",
    "PieceOf",
    "Publication",
    "data_schema",
    "data_schema_text",
    "entries_table",
    "entry_file",
    "framework_file",
    "frameworks_json",
    "links_table",
    "outcomes_table",
    "programmes_table",
    "to_json",
]
