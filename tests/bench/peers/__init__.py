"""Other ways to run Python in a page, measured beside ours; see README.md."""
