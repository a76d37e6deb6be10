"""Templates, long texts and words: what all kinds of page are rendered with."""
