"""The scripts here need PyTorch, which the test command has not: pytest skips them."""

collect_ignore_glob = ["*.py"]
