"""The Content-Security-Policy: what the site has may run, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from hooks import policy

PAGE = (
    '<!doctype html>\n<html><head>\n  <meta charset="utf-8">\n'
    "<title>One</title><script>{script}</script></head><body>{body}</body></html>"
)


def page(script: str = "let one = 1", body: str = "") -> str:
    return PAGE.format(script=script, body=body)


def sha256(text: str) -> str:
    found = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(found).decode()}'"


def rules(text: str) -> dict[str, list[str]]:
    split = (rule.split() for rule in text.split("; "))
    return {name: values for name, *values in split}


def test_nothing_is_allowed_but_the_site_itself():
    found = rules(policy.policy([page()]))
    for name in ("object-src", "frame-src", "media-src", "base-uri", "form-action"):
        assert found[name] == ["'none'"]
    for name in ("default", "connect", "worker", "manifest"):
        assert found[f"{name}-src"] == ["'self'"]
    assert found["font-src"] == ["'self'", "data:"]
    assert found["img-src"] == ["'self'", "data:", "blob:"]
    assert found["script-src"] == [
        "'self'",
        "'wasm-unsafe-eval'",
        sha256("let one = 1"),
    ]
    assert found["style-src-elem"] == ["'self'"]
    assert [name for name, values in found.items() if "'unsafe-inline'" in values] == [
        "style-src-attr"
    ]
    assert "'unsafe-eval'" not in found["script-src"]


def test_a_changed_script_changes_the_policy():
    assert policy.policy([page("let one = 1")]) != policy.policy([page("let one = 2")])


def test_one_policy_holds_for_all_pages_in_any_order():
    pages = [page("one()"), page("two()"), page("one()")]
    text = policy.policy(pages)
    assert text == policy.policy(reversed(pages))
    assert {sha256("one()"), sha256("two()")} <= set(rules(text)["script-src"])
    assert text.count("sha256-") == 2


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        ('<script type="module">run()</script>', ["run()"]),
        ('<script type="importmap">{}</script>', ["{}"]),
        ("<script>a()</script><p>b</p><script>c()</script>", ["a()", "c()"]),
        ("<script>\r\na()\r\n</script>", ["\na()\n"]),
        ("<script>a('&amp; <b>')</script>", ["a('&amp; <b>')"]),
        ('<script src="x.js"></script>', []),
        ('<script type="application/json">{"a": 1}</script>', []),
        ("<pre>&lt;script&gt;shown()&lt;/script&gt;</pre>", []),
        ("<!-- <script>dead()</script> -->", []),
    ],
)
def test_scripts_that_a_browser_runs_are_hashed_as_it_reads_them(body, allowed):
    scripts, _ = policy.hashes([f"<html><head></head><body>{body}</body></html>"])
    assert scripts == sorted(map(sha256, allowed))


def test_inline_style_sheets_are_allowed_by_hash():
    text = policy.policy([page(body="<style>p { color: red }</style>")])
    assert rules(text)["style-src-elem"] == ["'self'", sha256("p { color: red }")]


def test_it_stands_before_every_script_and_after_the_character_set():
    text = policy.policy([page()])
    done = policy.with_policy(page(), text)
    assert done.count("Content-Security-Policy") == 1
    place = done.index('<meta http-equiv="Content-Security-Policy"')
    assert done.index('<meta charset="utf-8">') < 1024
    assert done.index('<meta charset="utf-8">') < place < done.index("<title>")
    assert place < done.index("<script>")


def test_a_page_without_character_set_gets_it_first():
    done = policy.with_policy("<html><head><script>a()</script></head></html>", "x")
    assert done.startswith('<html><head><meta http-equiv="Content-Security-Policy"')


def test_a_page_without_head_is_reported_by_name(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "odd.html").write_text("<p>No head</p>")
    with pytest.raises(ValueError, match=r"sub.odd\.html: it has no <head>"):
        policy.apply(tmp_path)


def test_every_page_and_the_headers_file_carry_the_same_policy(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "index.html").write_text(page("one()"), "utf-8")
    (tmp_path / "sub" / "index.html").write_text(page("two()"), "utf-8")
    policy.apply(tmp_path)
    pages = [path.read_text("utf-8") for path in tmp_path.rglob("*.html")]
    found = {re.findall(r'Policy" content="([^"]+)"', text)[0] for text in pages}
    assert len(pages) == 2 and len(found) == 1
    lines = (tmp_path / "_headers").read_text("utf-8").splitlines()
    assert lines[0] == "/*"
    (text,) = found
    assert lines[1] == f"  Content-Security-Policy: {text}; frame-ancestors 'none'"
    assert "  X-Content-Type-Options: nosniff" in lines
    assert any(line.startswith("  Referrer-Policy: ") for line in lines)
    # A meta cannot say it; a browser would complain on every page.
    assert "frame-ancestors" not in text


def test_the_built_site_allows_each_of_its_scripts_and_has_short_headers(site):
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    assert pages
    for text in pages:
        (found,) = re.findall(r'Policy" content="([^"]+)"', text)
        scripts = re.findall(r"<script(?: id=\"?[\w]+\"?)?>(.*?)</script>", text, re.S)
        assert scripts
        for script in scripts:
            assert sha256(script) in found
    # A host that reads the file takes no line longer than this.
    lines = (site / "_headers").read_text("utf-8").splitlines()
    assert max(map(len, lines)) < 2000
    assert not list(site.rglob("*.map"))
