"""Disqus's XML export."""

import pytest
from reading import all_of, name_on, thread

from detente.model.errors import FormatError

EXPORT = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><title>General</title></category>
<thread dsq:id="7"><id/><link>https://x.example/p</link><title>Bread &amp; truce</title>
<createdAt>2018-11-17T10:00:00Z</createdAt><author><email>ed@x.example</email><name>Ed</name></author></thread>
<thread dsq:id="8"><link>https://x.example/empty</link><title>Empty</title></thread>
<thread dsq:id="9"><link>https://x.example/q</link><title>Other</title></thread>
{posts}</disqus>"""


def post(
    key: int, text: str, name: str, *, thread: int = 7, parent: int = 0, gone: str = "false"
) -> str:
    above = f'<parent dsq:id="{parent}"/>' if parent else ""
    return (
        f'<post dsq:id="{key}"><id/><message><![CDATA[{text}]]></message><createdAt>2018-11-17T11:00:00Z</createdAt>'
        f"<isDeleted>{gone}</isDeleted><isSpam>false</isSpam><author><email>q@x.example</email><name>{name}</name>"
        f'</author><ipAddress>192.0.2.7</ipAddress><thread dsq:id="{thread}"/>{above}</post>'
    )


def test_an_export_of_two_pages() -> None:
    posts = (
        post(1, "<p>Yes &amp; <b>so</b>.</p>", "Al")
        + post(3, "Top.", "Cy")
        + post(2, "No.", "Bo", parent=1)
    )
    posts += post(4, "Else.", "Al", thread=9) + post(5, "Gone.", "Di", gone="true")
    pages = all_of(EXPORT.format(posts=posts), "export.xml")
    assert [(p.article.title, p.article.url) for p in pages] == [
        ("Bread & truce", "https://x.example/p"), ("Other", "https://x.example/q"),
    ]  # fmt: skip
    assert thread(pages[0]) == [
        ("c1", None, 0, "Yes & so."),
        ("c2", "c1", 1, "No."),
        ("c3", None, 0, "Top."),
        ("c4", None, 0, ""),
    ]
    assert [c.deleted for c in pages[0].comments] == [False, False, False, True]
    assert pages[0].comments[0].author == pages[1].comments[0].author == name_on(pages[0], "Al")
    assert pages[0].article.published == "2018-11-17"
    shown = repr([(p.article, p.comments, p.warnings, p.capture) for p in pages])
    assert "192.0.2.7" not in shown
    assert "@x.example" not in shown


@pytest.mark.parametrize(("text", "problem"), [
    ('<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><disqus>&b;</disqus>', "document type"),
    ('<?xml version="1.0"?><disqus><post></disqus>', "well-formed"),
    ('<?xml version="1.0"?><rss><channel/></rss>', "no Disqus export"),
])  # fmt: skip
def test_xml_that_is_no_export(text: str, problem: str) -> None:
    with pytest.raises(FormatError, match=problem) as caught:
        all_of(text, "bad.xml")
    assert "\n" not in str(caught.value)


def test_elements_nested_deep() -> None:
    text = '<?xml version="1.0"?><disqus xmlns="http://disqus.com">' + "<a>" * 20_000
    with pytest.raises(FormatError):
        all_of(text, "deep.xml")
