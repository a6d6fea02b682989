"""The scripts here measure time, and compare with packages the tests do not need."""

collect_ignore_glob = ["*.py"]
