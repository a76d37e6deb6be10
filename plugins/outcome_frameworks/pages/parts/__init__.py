"""What several kinds of page show: cards and maps, citations, crumbs, the notice of a draft."""
