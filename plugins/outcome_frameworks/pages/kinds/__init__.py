"""The kinds of page: which sections each has, and what they show."""
