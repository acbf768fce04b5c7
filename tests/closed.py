"""Reads documents that name files and addresses in one format; prints what was opened. Run by test_closed.py.

    python closed.py FORMAT FILE ADDRESS

FILE is a FIFO that nobody writes to: whoever opens it hangs. ADDRESS is that of a server that never answers.
"""

import sys
from importlib import import_module
from io import BytesIO

from newsdoc import NewsdocError

WATCHED = (
    "open", "socket.", "subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.fork", "urllib.Request",
    "ftplib.connect", "webbrowser.open",
)  # fmt: skip
OWN = (".py", ".pyc", ".so", ".pyd")  # a module that is imported late

BODIES = {
    "newsml": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML>{}</inlineXML></contentSet></newsItem>',
    "nitf": "<nitf><body><body.content><p>{}</p></body.content></body></nitf>",
    "newsml1": "<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>{}</DataContent></ContentItem>"
    "</NewsComponent></NewsItem></NewsML>",
    "feed": "<rss><channel><item><description>{}</description></item></channel></rss>",
    "html": '<html><head><script type="application/ld+json">{{"@type": "NewsArticle"}}</script></head>'
    "<body>{}</body></html>",
}
TYPES = (
    '<!DOCTYPE a SYSTEM "{0}">',
    '<!DOCTYPE a PUBLIC "-//EXAMPLE//DTD" "{0}">',
    '<!DOCTYPE a [<!ENTITY % all SYSTEM "{0}"> %all;]>',
    '<!DOCTYPE a SYSTEM "{0}" [<!ENTITY one SYSTEM "{0}"><!ENTITY % all PUBLIC "-//EXAMPLE" "{0}"> %all;]>',
)
WORDS = (
    "Words &one; &eacute;",
    '<b title="&one;">Words</b>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{0}"/><img src="{0}"/>',
)


def documents(place):
    for body in BODIES.values():
        for kind in TYPES:
            for words in WORDS:
                text = kind.format(place) + body.format(words.format(place))
                yield f'<?xml-stylesheet href="{place}"?>{text}'
                yield text + " " * 70_000  # long enough to be read piece by piece
                quoted = text.replace("\\", "\\\\").replace('"', '\\"')
                yield f'{{"headline": "A", "uri": "a:b", "body_xhtml": "{quoted}", "body_html": "{quoted}"}}'
                yield f'{{"@context": "{place}", "@type": "NewsArticle", "@id": "{place}", "articleBody": "{quoted}"}}'


def read(verbs, document):
    try:
        list(verbs.loads(document))
        list(verbs.iterload(BytesIO(document.encode())))
    except NewsdocError:
        pass


def main(name, *places):
    verbs = import_module(f"newsdoc.formats.{name}")
    for document in documents("a"):
        read(verbs, document)  # what is imported on first use is imported now
    opened = []

    def watch(event, arguments):
        if event.startswith(WATCHED) and not (event == "open" and str(arguments[0]).endswith(OWN)):
            opened.append((event, *map(str, arguments[:1])))

    sys.addaudithook(watch)
    for place in places:
        for document in documents(place):
            read(verbs, document)
    print(*opened, sep="\n", end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
