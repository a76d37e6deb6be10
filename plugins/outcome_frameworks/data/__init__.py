"""The data of a site as files that programs and spreadsheets read, and the way back from them to YAML."""

from outcome_frameworks.data.data_files import EntryFile, FrameworkFile, FrameworksFile, data_schema, data_schema_text
from outcome_frameworks.data.publication import Publication
from outcome_frameworks.data.tables import entries_table, links_table, outcomes_table, programmes_table
from outcome_frameworks.data.writing import entry_file, framework_file, frameworks_file, to_json
from outcome_frameworks.data.yaml_writing import framework_yaml, organisations_yaml
from outcome_frameworks.reading.json_file import ReadResult, read_json_file

__all__ = [
    "EntryFile",
    "FrameworkFile",
    "FrameworksFile",
    "Publication",
    "ReadResult",
    "data_schema",
    "data_schema_text",
    "entries_table",
    "entry_file",
    "framework_file",
    "framework_yaml",
    "frameworks_file",
    "links_table",
    "organisations_yaml",
    "outcomes_table",
    "programmes_table",
    "read_json_file",
    "to_json",
]
