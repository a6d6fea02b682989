# ---
# description: All exercises of the notes in one notebook, each with its statement, a cell to begin with, and a check that names the mistake.
# ---

# %% [markdown]
# # Exercises
#
# Every exercise of the [practice pages](../practice/exercises/index.md) is here, one below the other.
# Write the function, then check it.
# The check tries it on inputs drawn by chance, and answers with the smallest one that fails.
# A cell with an answer stands alone: what it needs, it imports or defines.
# On this page an answer is the same as on the practice page, and is kept with it; the download is for Jupyter.

# %%
# --8<-- "exercises"
