"""Numbers in prose: ``{{ topic.value:.1e }}`` is a named result of a worked example."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from hooks import runner
from hooks.place import Place

NAME = r"(?P<value>[A-Za-z_]\w*)(?P<index>(?:\[-?\d+\])*)(?::(?P<spec>[^}|]+?))?"
VALUE = re.compile(r"\{\{ *(?P<example>[a-z][\w/]*)\." + NAME + r" *\}\}")
FIELD = re.compile(r"\{" + NAME + r"\}")
SPAN = re.compile(
    r"(?P<code>(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))"
    r"|(?P<math>\$\$.+?\$\$|\$[^$\n]+?\$)"
    rf"|(?P<number>{VALUE.pattern.replace('?P<', '?P<n_')})",
    re.S,
)
POWER = re.compile(r"^(-?[\d.]+)e([+-])0*(\d+)$")


class Values(Preprocessor):
    """Put values into prose, tables, headings and formulas; leave code alone."""

    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(md)
        self.place = place

    def run(self, lines: list[str]) -> list[str]:
        """Replace every reference of the page."""
        return SPAN.sub(self.span, "\n".join(lines)).split("\n")

    def span(self, found: re.Match[str]) -> str:
        """Handle one piece of code, formula or reference."""
        if found["code"]:
            return found[0]
        if found["math"]:
            return VALUE.sub(lambda value: tex(self.text(value)), found[0])
        value = VALUE.fullmatch(found[0])
        assert value
        title = escape(f"{value['example']}.{value['value']}{value['index']}")
        # Else an index is taken for a reference: [0][1].
        title = title.replace("[", "&#91;").replace("]", "&#93;")
        text = escape(scientific(self.text(value)), quote=False)
        return f'<span class="nn-value" data-from="{title}">{text}</span>'

    def text(self, value: re.Match[str]) -> str:
        """Look one reference up; report what is missing, with page and line."""
        name = value["example"]
        name = name if "/" in name else f"{self.place.part}/{name}"
        try:
            run = runner.result(name)
            if run.error and value["value"] not in run.values:
                return "?"  # its cell reports why
            return pick(value, name, run.values)
        except SyntaxError:
            return "?"  # likewise
        except LookupError as error:
            self.place.fail(self.place.find(value[0]), f"{value[0]}: {error.args[0]}")
            return "?"


def fill(text: str, name: str, values: dict[str, Any]) -> str:
    """Replace ``{value:spec}`` in an example's own alt text."""
    return FIELD.sub(lambda field: scientific(pick(field, name, values)), text)


def pick(field: re.Match[str], name: str, values: dict[str, Any]) -> str:
    """Return a named result as text.

    Raises
    ------
    LookupError
        If there is no such name, entry or format.
    """
    if field["value"] not in values:
        known = ", ".join(sorted(values)) or "none"
        raise LookupError(f"{name} has no value {field['value']!r} (it has: {known})")
    value = values[field["value"]]
    try:
        for index in re.findall(r"-?\d+", field["index"]):
            value = value[int(index)]
        spec = field["spec"] or (".4g" if isinstance(value, float) else "")
        return format(value, spec).replace("-", "\N{MINUS SIGN}")
    except (IndexError, TypeError, ValueError) as error:
        raise LookupError(f"{name}.{field['value']}: {error}") from error


def scientific(text: str) -> str:
    """Write 3.4e-11 as people do: 3.4 × 10⁻¹¹."""
    found = POWER.match(text.replace("\N{MINUS SIGN}", "-"))
    if not found:
        return text
    small = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    exponent = f"{'-' if found[2] == '-' else ''}{found[3]}".translate(small)
    mantissa = found[1].replace("-", "\N{MINUS SIGN}")
    return f"{mantissa} × 10{exponent}"


def tex(text: str) -> str:
    """Write a number as a formula wants it."""
    plain = text.replace("\N{MINUS SIGN}", "-")
    return POWER.sub(
        lambda found: rf"{found[1]}\times 10^{{{found[2].replace('+', '')}{found[3]}}}",
        plain,
    )
