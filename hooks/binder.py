"""Binds printed pages into one PDF whose links and outline lead to places within it."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import unquote, urldefrag

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    Fit,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    TextStringObject,
)

#: Sheet, counted from 0, and height on it.
Spot = tuple[int, float]


class Binder:
    """Takes the pages in order, then puts in what joins them.

    Parameters
    ----------
    base : str
        Where the printer's pages were, as their links say.
    address : str
        Where the site is: links to what is not in the book go there.
    """

    def __init__(self, base: str, address: str) -> None:
        self.writer = PdfWriter()
        self.base, self.address = base, address
        self.places: dict[str, Spot] = {}
        self.links: list[tuple[int, Any, str]] = []
        self.heads: dict[str, list[tuple[str, Spot]]] = {}

    def add(self, address: str, printed: PdfReader) -> None:
        """Append a page, and remember its places, headings and links."""
        first = len(self.writer.pages)
        self.places[address] = first, float(printed.pages[0].mediabox.top)
        for name, place in printed.named_destinations.items():
            spot = first + number(printed, place), height(place)
            self.places[f"{address}#{name.removeprefix('/')}"] = spot
        self.heads[address] = [
            (str(one["/Title"]), (first + number(printed, one), height(one)))
            for one in flat(printed.outline)
        ]
        for sheet, page in enumerate(printed.pages, first):
            for link in page.pop("/Annots", []):
                self.note(address, sheet, link.get_object())
        self.writer.append(printed, import_outline=False)

    def note(self, address: str, sheet: int, link: Any) -> None:
        """Remember a link: where it is, and where it leads."""
        if "/A" in link:
            target = str(link["/A"]["/URI"])
        else:
            target = f"{self.base}{address}#{str(link['/Dest']).removeprefix('/')}"
        self.links.append((sheet, link["/Rect"], target))

    def find(self, target: str) -> Spot | None:
        """Return where a link leads within the book."""
        page, place = urldefrag(target.removeprefix(self.base))
        if not target.startswith(self.base) or page not in self.places:
            return None
        # `#sigmoid:w=4` is a state of an explorer, which stands somewhere.
        name = unquote(place)
        names = [name, f"explore-{name.split(':')[0]}"]
        spots = (self.places.get(f"{page}#{one}") for one in names)
        return next((spot for spot in spots if spot), self.places[page])

    def destination(self, spot: Spot) -> ArrayObject:
        """Return a place as PDF says it."""
        sheet, top = spot
        page = self.writer.pages[sheet].indirect_reference
        assert isinstance(page, IndirectObject)
        left, zoom = NullObject(), NullObject()
        return ArrayObject([page, NameObject("/XYZ"), left, FloatObject(top), zoom])

    def outline(self, chapters: list[tuple[str, str, str]]) -> None:
        """Write the outline: parts, pages, headings.

        Parameters
        ----------
        chapters : list
            Part, address and name of each page, in order.
        """
        parts: dict[str, Any] = {"": None}
        for part, address, name in chapters:
            spot = self.places[address]
            if part not in parts:
                parts[part] = self.entry(part, spot, None)
            page = self.entry(name, spot, parts[part])
            for title, there in self.heads[address][1:]:
                self.entry(title, there, page)

    def entry(self, title: str, spot: Spot, parent: Any) -> Any:
        """Write one entry, closed."""
        fit = Fit.xyz(top=spot[1])
        clean = title.removesuffix("¶").strip()
        return self.writer.add_outline_item(
            title=clean, page_number=spot[0], parent=parent, fit=fit, is_open=False
        )

    def label(self, front: int) -> None:
        """Label the first sheets i, ii, the others 1, 2, as they are printed."""
        last = len(self.writer.pages) - 1
        self.writer.set_page_label(0, front - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
        self.writer.set_page_label(front, last, style=PageLabelStyle.DECIMAL)

    def finish(self, about: dict[str, str]) -> bytes:
        """Write the links and return the file."""
        for sheet, box, target in self.links:
            link = DictionaryObject({
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/Rect"): ArrayObject(map(FloatObject, box)),
                NameObject("/Border"): ArrayObject(map(FloatObject, (0, 0, 0))),
            })  # fmt: skip
            if spot := self.find(target):
                link[NameObject("/Dest")] = self.destination(spot)
            else:
                link[NameObject("/A")] = DictionaryObject({
                    NameObject("/S"): NameObject("/URI"),
                    NameObject("/URI"): TextStringObject(
                        target.replace(self.base, self.address)
                    ),
                })  # fmt: skip
            self.writer.add_annotation(sheet, link)
        self.writer.add_metadata(
            {"/Title": about["name"], "/Subject": about["description"]}
        )
        self.writer.root_object[NameObject("/Lang")] = TextStringObject("en")
        self.writer.page_mode = "/UseOutlines"
        self.writer.compress_identical_objects()
        with BytesIO() as out:
            self.writer.write(out)
            return out.getvalue()


def number(printed: PdfReader, place: Any) -> int:
    """Return the sheet of a place, counted from 0.

    Raises
    ------
    RuntimeError
        If Chromium noted a place that is on no sheet.
    """
    found = printed.get_destination_page_number(place)
    if found is None:
        raise RuntimeError(f"{place['/Title']}: on no sheet")
    return found


def height(place: Any) -> float:
    """Return how high on its sheet a place is."""
    return float(place["/Top"])


def flat(outline: Any) -> list[Any]:
    """Return an outline's entries without their order of rank."""
    found = []
    for one in outline:
        found += flat(one) if isinstance(one, list) else [one]
    return found
