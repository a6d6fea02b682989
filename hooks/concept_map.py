"""The drawing of the concept map: a row of boxes for each part, lines between them."""

from __future__ import annotations

from html import escape

from hooks.outline import Note, Part

WIDTH, HEIGHT = 126, 34
ACROSS, DOWN = 160, 80
LEFT, TOP = 4, 30
#: Ways beside each other between two columns.
LANES = 7
Needed = dict[str, set[str]]
Places = dict[str, tuple[int, int]]


def svg(parts: tuple[Part, ...], needed: Needed, base: str) -> str:
    """Return the drawing, each topic a link to its page.

    Parameters
    ----------
    parts : tuple of Part
        A row each.
    needed : dict
        A topic's path -> the paths of the topics that introduce what it needs.
    base : str
        The site's root, as seen from the page.
    """
    at = places(parts)
    across = (
        LEFT * 2 + ACROSS * max(len(part.topics) for part in parts) + WIDTH - ACROSS
    )
    down = TOP + DOWN * len(parts)
    lines = "".join(
        line(at, before, after)
        for after, befores in reduced(needed).items()
        for before in sorted(befores, key=lambda path: at[path])
    )
    titles = "".join(
        f'<text class="nn-map-part" x="{LEFT}" y="{TOP + row * DOWN - 8}">'
        f"{part.number}. {escape(part.title)}</text>"
        for row, part in enumerate(parts)
    )
    boxes = "".join(
        box(topic, at[topic.path], needed[topic.path], base)
        for part in parts
        for topic in part.topics
    )
    return (
        '<div class="nn-map" role="region" aria-label="Concept map" tabindex="0">'
        f'<svg viewBox="0 0 {across} {down}" role="group" '
        'aria-label="Topics as boxes, in rows by part. A line leads from a topic to '
        'one that needs it. The table below says the same.">'
        f'<g aria-hidden="true">{lines}{titles}</g>{boxes}</svg></div>'
    )


def places(parts: tuple[Part, ...]) -> Places:
    """Return path -> the left upper corner of its box."""
    return {
        topic.path: (LEFT + column * ACROSS, TOP + row * DOWN)
        for row, part in enumerate(parts)
        for column, topic in enumerate(part.topics)
    }


def reduced(needed: Needed) -> Needed:
    """Leave out what follows: a need of something that another need builds on."""
    everything: Needed = {}
    for path, befores in needed.items():  # in the order of reading
        further = [everything.get(before, set()) for before in befores]
        everything[path] = befores.union(*further)
    return {
        path: {
            one
            for one in befores
            if not any(one in everything.get(other, set()) for other in befores)
        }
        for path, befores in needed.items()
    }


def line(at: Places, before: str, after: str) -> str:
    """Return the line from one topic to one that needs it."""
    (x1, y1), (x2, y2) = at[before], at[after]
    if y1 != y2:
        way = downward(at, before, after)
    elif x2 - x1 == ACROSS:
        way = f"M{x1 + WIDTH} {y1 + HEIGHT // 2}H{x2}"
    else:
        x1, x2, y1 = x1 + WIDTH - 12, x2 + 12, y1 + HEIGHT
        way = f"M{x1} {y1}C{x1 + 8} {y1 + 14} {x2 - 8} {y1 + 14} {x2} {y1}"
    ends = f'data-from="{name(before)}" data-to="{name(after)}"'
    return f'<path class="nn-map-line" {ends} d="{way}"/>'


def downward(at: Places, before: str, after: str) -> str:
    """Return the way to a later row: between the columns, never behind a box."""
    (x1, y1), (x2, y2) = at[before], at[after]
    left = x2 > x1 or x2 == max(x for x, _ in at.values())
    lane = list(at).index(before) % LANES - LANES // 2
    beside, gap = (ACROSS - WIDTH) // 2, DOWN - HEIGHT
    between = (x2 - beside if left else x2 + WIDTH + beside) + 4 * lane
    x1, x2, y1 = x1 + WIDTH // 2, x2 + WIDTH // 2, y1 + HEIGHT
    if y2 - y1 == gap:
        return f"M{x1} {y1}C{x1} {y1 + gap // 2} {x2} {y2 - gap // 2} {x2} {y2}"
    half = y1 + gap // 2
    start = f"M{x1} {y1}C{x1} {half} {between} {half} {between} {y1 + gap}"
    end = f"V{y2 - gap}C{between} {y2 - gap // 2} {x2} {y2 - gap // 2} {x2} {y2}"
    return start + end


def box(topic: Note, place: tuple[int, int], befores: set[str], base: str) -> str:
    """Return a topic's box, a link.

    It is an `xlink:href`: the theme sets the property `href` of all that have the plain
    attribute, and an element of a drawing has no such property to set.
    """
    x, y = place
    words = rows(topic.title)
    middle, first = x + WIDTH // 2, y + HEIGHT / 2 + 4 - 6.5 * (len(words) - 1)
    # The space between is for who hears the text.
    text = " ".join(
        f'<tspan x="{middle}" y="{first + 13 * number:g}">{escape(word)}</tspan>'
        for number, word in enumerate(words)
    )
    needs = " ".join(sorted(name(path) for path in befores))
    return (
        f'<a class="nn-map-topic" role="link" aria-label="{escape(topic.title)}" '
        f'data-topic="{name(topic.path)}" data-needs="{needs}" '
        f'xlink:href="{address(topic.path, base)}">'
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="4"/>'
        f'<text text-anchor="middle">{text}</text></a>'
    )


def rows(title: str, most: int = 19) -> list[str]:
    """Break a title into lines that fit a box."""
    found = [""]
    for word in title.split():
        if found[-1] and len(found[-1]) + 1 + len(word) > most:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


def name(path: str) -> str:
    """Return a topic's name in the drawing: `optimization/adam`."""
    return path.removesuffix(".md")


def address(path: str, base: str) -> str:
    """Return the address of a page, as seen from the one that is being built."""
    return f"{base}{name(path)}/"
