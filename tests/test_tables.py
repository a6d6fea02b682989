"""Tables: columns that line up, and numbers in three digits."""

import math

import pytest

from nnnotes.tables import number, table


def test_the_first_column_is_left_the_others_right():
    text = table(["name", "n"], [["a", "1"], ["longer", "100"]])
    assert text == "name      n\na         1\nlonger  100"


def test_no_line_ends_in_blanks():
    assert table(["a", "b"], [["x", ""]]) == "a  b\nx"


def test_a_table_without_rows_is_its_header():
    assert table(["a", "b"], []) == "a  b"


def test_a_row_with_another_number_of_cells_is_refused():
    with pytest.raises(ValueError, match=r"^table: a row has 1 cells, expected 2; "):
        table(["a", "b"], [["x"]])


@pytest.mark.parametrize(
    "value, text",
    [
        (0, "0"),
        (-3, "-3"),
        (999_999, "999999"),
        (1e6, "1.0e+06"),
        (-2.5e7, "-2.5e+07"),
        (1234.5, "1234"),
        (206.4, "206"),
        (100.4, "100"),
        (99.96, "100.0"),
        (10.04, "10.0"),
        (9.9994, "9.999"),
        (0.1, "0.100"),
        (0.09999, "0.1000"),
        (0.001, "0.0010"),
        (0.000999, "1.0e-03"),
        (-0.25, "-0.250"),
        (3.5e-7, "3.5e-07"),
        (math.nan, "-"),
        (math.inf, "inf"),
        (-math.inf, "-inf"),
    ],
)
def test_a_number_keeps_about_three_digits(value, text):
    assert number(value) == text
