"""References from hand-written Markdown pages to parts of frameworks: links, cards, maps, and `about:`."""

from outcome_frameworks.reading.hand_written.code import read_markdown
from outcome_frameworks.reading.hand_written.front_matter import (
    FrontMatter,
    check_front_matter,
    check_story_fields,
    read_front_matter,
    without_draft_fields,
)
from outcome_frameworks.reading.hand_written.heading import find_title
from outcome_frameworks.reading.hand_written.map_options import MapOptions
from outcome_frameworks.reading.hand_written.mentions import check_page, find_mentions
from outcome_frameworks.reading.hand_written.page_blocks import (
    Block,
    BlockKind,
    Cards,
    find_blocks,
    read_block,
    replace_blocks,
)
from outcome_frameworks.reading.hand_written.page_references import (
    PageReference,
    escape_markdown,
    find_references,
    replace_references,
    without_drafts,
)
from outcome_frameworks.reading.hand_written.story import Story

__all__ = [
    "Block",
    "BlockKind",
    "Cards",
    "FrontMatter",
    "MapOptions",
    "PageReference",
    "Story",
    "check_front_matter",
    "check_page",
    "check_story_fields",
    "escape_markdown",
    "find_blocks",
    "find_mentions",
    "find_references",
    "find_title",
    "read_block",
    "read_front_matter",
    "read_markdown",
    "replace_blocks",
    "replace_references",
    "without_draft_fields",
    "without_drafts",
]
