"""References from hand-written Markdown pages to parts of frameworks: links, cards, maps, and `about:`."""

from outcome_frameworks.reading.hand_written.front_matter import check_story_fields
from outcome_frameworks.reading.hand_written.map_options import MapOptions
from outcome_frameworks.reading.hand_written.markdown_page import Block, BlockKind, MarkdownPage, PageReference
from outcome_frameworks.reading.hand_written.page_blocks import Cards, read_block, replace_blocks
from outcome_frameworks.reading.hand_written.page_references import (
    Resolve,
    escape_markdown,
    replace_references,
    without_draft_fields,
    without_drafts,
)
from outcome_frameworks.reading.hand_written.story import Story, check_page, find_mentions, find_title, read_story

__all__ = [
    "Block",
    "BlockKind",
    "Cards",
    "MapOptions",
    "MarkdownPage",
    "PageReference",
    "Resolve",
    "Story",
    "check_page",
    "check_story_fields",
    "escape_markdown",
    "find_mentions",
    "find_title",
    "read_block",
    "read_story",
    "replace_blocks",
    "replace_references",
    "without_draft_fields",
    "without_drafts",
]
