"""A part's questions on one page, and what the reader's progress is counted against.

A `quiz` fence names a part and becomes, before anything else reads the page, what the
topics' own pages say under "Check yourself": Markdown, so that formulas, numbers and
links are rendered as there, and options unfold without a script.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from html import escape

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from hooks import outline
from hooks.outline import Part
from hooks.place import Place, log
from hooks.questions import Question, questions
from hooks.values import VALUE

FENCE = re.compile(r"[ >]*(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w-]*)")
LINK = re.compile(r"\]\((?![a-z]+:|/)(?P<path>[^()#\s]*)(?P<rest>[^()\s]*)")
PROGRESS = re.compile(
    r'<nn-progress part="(?P<part>\w+)"(?: of="(?P<of>\w+)")?></nn-progress>'
)
OPEN = re.compile(r'^<nn-open name="(?P<name>[\w/-]+)"', re.M)
EXERCISE = re.compile(
    r"^[ ]*(`{3,}) ?exercise[ \t]*\n[ ]*(?P<name>[\w/]+)[ \t]*\n", re.M
)
#: What is counted -> its name for one and for more.
KINDS = {
    "questions": ("question", "questions"),
    "open": ("open question", "open questions"),
    "exercises": ("exercise", "exercises"),
}


class Quiz(Preprocessor):
    """Puts questions in the place of `quiz` fences, and totals into progress marks."""

    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(md)
        self.place = place

    def run(self, lines: list[str]) -> list[str]:
        """Replace them, but not where a longer fence shows how they are written."""
        found: list[str] = []
        number, last = 0, len(lines)
        while number < last:
            fence = FENCE.match(lines[number])
            if not fence:
                found.append(PROGRESS.sub(self.progress, lines[number]))
                number += 1
                continue
            end = number + 1
            while end < last and lines[end].lstrip(" >").rstrip() != fence["fence"]:
                end += 1
            if fence["language"] == "quiz":
                found += self.quiz("\n".join(lines[number + 1 : end]), number + 1)
            else:
                found += lines[number : end + 1]
            number = end + 1
        return found

    def quiz(self, text: str, line: int) -> list[str]:
        """Return a part's questions as Markdown."""
        try:
            part = outline.part(text.strip())
        except LookupError as error:
            self.place.fail(line, f"quiz: {error.args[0]}")
            return []
        asked = [one for topic in part.topics for one in questions(topic)]
        for question in asked:
            for place, problem in question.problems():
                log.error(f"docs/{question.topic.path}:{place}: {problem}")
        whole = [one for one in asked if not one.problems()]
        blocks = [block for one in whole for block in self.block(part, one)]
        begin = f'<nn-quiz part="{part.slug}" state="idle" markdown="block">'
        return ["", begin, "", *blocks, "</nn-quiz>", ""]

    def block(self, part: Part, question: Question) -> list[str]:
        """Return one question as Markdown."""
        topic = self.relative(question.topic.path)
        lines = [*question.stem, ""]
        for option in question.options:
            lines += [f'??? {option.kind} "{option.title}"']
            lines += [f"    {line}" for line in option.why]
            lines += [""]
        text = here("\n".join(lines), part.slug, self.relative, question.topic.path)
        above = ', where "above" is' if re.search(r"\babove\b", text) else ""
        keys = " ".join(question.key(option) for option in question.options)
        return [
            f'<section class="nn-question" data-name="{part.slug}/{question.name}" '
            f'data-options="{keys}" markdown="block">',
            "",
            f"## {question.topic.title} {{: #question-{question.name} }}",
            "",
            *text.split("\n"),
            f"From the page [{question.topic.title}]({topic}){above}.",
            "{: .nn-from }",
            "",
            "</section>",
            "",
        ]

    def relative(self, path: str) -> str:
        """Return where a page is, seen from this one."""
        docs = outline.SETTINGS.parent / "docs"
        here = self.place.path.parent if self.place.path else docs
        return os.path.relpath(docs / path, here).replace(os.sep, "/")

    def progress(self, found: re.Match[str]) -> str:
        """Say what there is to do; the page's script says how much of it is done."""
        try:
            part = outline.part(found["part"])
        except LookupError as error:
            self.place.fail(self.place.find(found[0]), f"nn-progress: {error.args[0]}")
            return ""
        kind = found["of"] or ""
        if kind and kind not in KINDS:
            given = f"nn-progress: of={kind!r}, expected {', '.join(KINDS)}"
            self.place.fail(self.place.find(found[0]), given)
            return ""
        every = totals(part)
        data = "".join(f' data-{key}="{escape(" ".join(every[key]))}"' for key in KINDS)
        text = counted(len(every[kind]), kind) if kind else ""
        of = f' of="{kind}"' if kind else ""
        return f'<nn-progress part="{part.slug}"{of}{data}>{text}</nn-progress>'


def here(text: str, part: str, relative: Callable[[str], str], path: str) -> str:
    """Let links and numbers of a topic's page mean the same on another one."""
    folder = path.rpartition("/")[0]

    def link(found: re.Match[str]) -> str:
        to = os.path.normpath(f"{folder}/{found['path']}") if found["path"] else path
        return f"]({relative(to.replace(os.sep, '/'))}{found['rest']}"

    def value(found: re.Match[str]) -> str:
        name = found["example"]
        return found[0] if "/" in name else found[0].replace(name, f"{part}/{name}", 1)

    return VALUE.sub(value, LINK.sub(link, text))


def counted(number: int, kind: str) -> str:
    """Return a number with its noun: "1 question", "5 questions"."""
    one, more = KINDS[kind]
    return f"{number} {one if number == 1 else more}"


def totals(part: Part) -> dict[str, list[str]]:
    """Return kind -> names of what a part asks of its readers, as their store has them.

    A question's name is followed by the key of its right option.
    """
    asked = [one for topic in part.topics for one in questions(topic)]
    opened = written(f"practice/quiz/{part.slug}.md", OPEN)
    exercises = written(f"practice/exercises/{part.slug}.md", EXERCISE)
    return {
        "questions": [f"{part.slug}/{one.name}:{one.right}" for one in asked],
        "open": opened,
        "exercises": exercises,
    }


def written(path: str, pattern: re.Pattern[str]) -> list[str]:
    """Return the names that a page gives by a pattern; none if there is no page."""
    return [found["name"] for found in pattern.finditer(outline.note(path, "").text)]
