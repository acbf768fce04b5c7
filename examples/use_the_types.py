"""Take newsdoc's types as a project's own: here, a photo desk that lists who has to be paid."""

import sys
from collections import Counter
from collections.abc import Iterable

import newsdoc
from newsdoc import Article, Caption


def credit(caption: Caption) -> str:
    return caption.credit or "no credit printed"


def pictures(articles: Iterable[Article]) -> Counter[str]:
    return Counter(credit(caption) for article in articles for caption in article.captions)


if __name__ == "__main__":
    for name, number in sorted(pictures(article for path in sys.argv[1:] for article in newsdoc.read(path)).items()):
        print(f"{number} {name}")
