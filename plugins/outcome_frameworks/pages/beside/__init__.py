"""The files that stand beside pages: downloads, frames, feeds, pictures of maps and for previews, redirects."""
