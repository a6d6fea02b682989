"""What the build does: the mkdocs events and the small functions they call."""
