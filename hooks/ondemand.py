"""Material's script, changed where it does too early what few readers need.

The search index comes when one searches: it is by far the largest file of a first
visit. Material waits for the search field only when a page is opened from a folder, and
marks the words of a search in a page only when its address names them, but fetches the
index for that in any case. And so does the worker that searches: to it nothing is said
before.

And a page is styled once. As Material's script begins, it announces a change of colors
where none has changed, names the color scheme to the browser (`site.css` does), and
writes anew the addresses of the style sheets, which the browser then reads again: each
has all of the page styled anew, which takes a phone a tenth of a second and more. The
width of each piece of code is asked for as soon as its button is there, those in closed
folds too, which the browser has to lay out for it; a ResizeObserver tells it anyway.

What it does as it begins comes in many short tasks, not in a few long ones: a page
answers between them. Each part of a page is taken up in one of its own, and so are the
color of the browser's frame, the addresses of links, and the tips of what has a title.
No link is asked whether it shows a preview, as none does, and no table is put into the
box that it has (`theme.py`), for which all in it would be laid out anew.

Pages without formulas do without their style sheet. Who goes on from such a page to one
that has some sees it when the style sheet is there, which then stays.

Who goes back is where they were. The browser scrolls at once, if the page was the first
of the visit, and so does Material, if the address has another fragment; but the page
that they leave is still there then, and may be shorter. A tenth of a second later that
place is taken for theirs, and over a slow network the other page comes after that. So
nothing scrolls before that page is there, and until then no place is taken for one.
"""

from __future__ import annotations

import hashlib
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

SCRIPT = re.compile(r"(?P<stem>assets/javascripts/bundle)\.[0-9a-f]{8}\.min\.js")
NAMED = 'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h"))'
SWITCHING = 'document.body.setAttribute("data-md-color-switching","")'
SHOWN = 'document.body.getAttribute("data-md-color-scheme")'
SCHEME = 'let o=x("meta",{name:"color-scheme"})'
LINKS = 'function vi(e){for(let t of M("[href]'
SIZE = "function es(e){return "
CODE = 'M("pre:not(.mermaid) > code",e).map(i=>Yn(i,{target$:o,print$:n}))'
WORKER = "t=new Worker(e)"
#: What passes for a worker: it becomes one when it is told something.
LATER = (
    "t=(()=>{let w,l=[];return{addEventListener(...a){w?w.addEventListener(...a):"
    "l.push(a)},removeEventListener(...a){w?.removeEventListener(...a)},"
    "postMessage(d){if(!w){w=new Worker(e);for(let a of l)w.addEventListener(...a)}"
    "w.postMessage(d)}}})()"
)
LEAVING = 'history.replaceState(c,""),history.pushState(null,"",a)'
FRAGMENT = 's.pipe(b(()=>t),ne("hash"))'
PLACE = 'r.pipe(ne("offset"),Ae(100)).subscribe(({offset:a})'
NEXT = "b(vi),b(bs),le()"
#: A page is shown when the style sheets are there that the one before did without.
STYLED = (
    "b(vi),b(e=>Promise.all([...e.head.querySelectorAll('[rel=stylesheet]')].filter("
    "s=>![...document.styleSheets].some(o=>o.href===s.href)).map(s=>new Promise(d=>{"
    "let l=document.createElement('link');l.onload=l.onerror=d;l.rel=s.rel;"
    "l.href=s.href;document.head.append(l)}))).then(()=>e)),b(bs),le()"
)
GONE = 'n!=="theme-color"&&n!=="color-scheme"&&o.remove()'
COLOR = 'i.pipe(m(()=>{let s=Ce("header")'
ABSOLUTE = "$(document).subscribe(vi)"
PARTS = '$s=H(()=>L(...me("announce")'
TEXT = "oi(e,{sitemap$:qi,viewport$:ke,target$:Ht,print$:Ni})"
LAST_PART = "Ii(e,{viewport$:ke,header$:ft,main$:qt,target$:Ht})"
INSTANT = "gi({sitemap$:qi,location$:Kt,viewport$:ke,progress$:uo})"
TABLES = '...M("table:not([class])",e).map(i=>ti(i)),'
PREVIEWS = 'M("a",e)'
TIPS = (
    'M("[title]:not([data-preview])",e).filter(()=>V("content.tooltips"))'
    ".map(i=>Xe(i,{viewport$:r}))"
)
FIELD = "_i(e,{index$:zi,keyboard$:mo})"
#: What stands in the script once, and what we put there.
CHANGES = {
    '$(location.protocol!=="file:"),': "$(!1),",
    f"z([t,{NAMED})])": f"{NAMED},b(o=>t.pipe(m(n=>[n,o]))))",
    f"function Mn(e,{WORKER})": f"function Mn(e,{LATER})",
    f"{SWITCHING},s.color": f"s.color.scheme!=={SHOWN}&&{SWITCHING},s.color",
    f"{SCHEME};document.head.appendChild(o)": SCHEME,
    # A style sheet of the next page is there already if it came from the same place.
    f"{LINKS}, [src]": f"{LINKS}:not([rel=stylesheet]), [src]",
    NEXT: STYLED,
    GONE: f'o.rel!=="stylesheet"&&{GONE}',
    "t.set(r.outerHTML,r)": "t.set("
    'r.rel==="stylesheet"?(r.sheet||r).href:r.outerHTML,r)',
    f"{SIZE}Le(e)": f"{SIZE}Ia.pipe(O(t=>t.observe(e)),b(t=>cn.pipe("
    "g(r=>r.target===e),A(()=>t.unobserve(e)))),m(()=>de(e)))",
    LEAVING: f'history.scrollRestoration="manual",{LEAVING}',
    FRAGMENT: "s.pipe(te(t,(a,c)=>c.pathname),b(p=>t.pipe(g(a=>a.pathname===p))),"
    'ne("hash"))',
    PLACE: 'L($(!0),t.pipe(ne("pathname"),m(()=>!1)),s.pipe(m(()=>!0))).pipe('
    'b(a=>a?r.pipe(ne("offset"),Ae(100)):y)).subscribe(({offset:a})',
    # Tasks of their own.
    COLOR: COLOR.replace("m(", "xe(pe),m("),
    ABSOLUTE: "$(document,pe).subscribe(vi)",
    PARTS: PARTS.replace("L(", "L(...["),
    TEXT: f"H(()=>{TEXT})",
    f"{LAST_PART})))": f"H(()=>{LAST_PART}))].map(e=>e.pipe(et(pe)))))",
    # From a folder it does nothing but end what announces the page.
    INSTANT: f'location.protocol!=="file:"&&H(()=>{INSTANT}).pipe(et(pe))',
    f"...{TIPS}": f"L(...{TIPS}).pipe(et(pe))",
    f"...{CODE}": f"L(...{CODE},pe)",
    f"e=>{FIELD}": f"e=>H(()=>{FIELD}).pipe(et(pe))",
    TABLES: "",
    PREVIEWS: 'M("a[data-preview]",e)',
}


def replace(files: Files, config: MkDocsConfig) -> tuple[str, str]:
    """Put the changed script in the place of Material's; return old and new address.

    Raises
    ------
    ValueError
        If the script is not the one that we know.
    """
    found = [file for file in files if SCRIPT.fullmatch(file.src_uri)]
    if len(found) != 1:
        raise ValueError(f"expected one script of Material, not {len(found)}")
    text = changed(found[0].content_string)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    old = found[0].src_uri
    new = SCRIPT.sub(rf"\g<stem>.{digest}.min.js", old)
    files.remove(found[0])
    files.append(File.generated(config, new, content=text))
    return old, new


def changed(text: str) -> str:
    """Return the script with our changes.

    Raises
    ------
    ValueError
        If one of the places is not there, or there more than once.
    """
    for ours in CHANGES.items():
        if text.count(ours[0]) != 1:
            raise ValueError(
                f"Material's script has {ours[0]!r} {text.count(ours[0])} times, "
                "expected once: has the pinned version changed?"
            )
        text = text.replace(*ours)
    return text
