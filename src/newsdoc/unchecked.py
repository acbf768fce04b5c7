"""The model's classes without their checks, for a reader that has checked every value itself.

Each is called as the class of its name and gives an instance of that very class, which compares, hashes, prints,
pickles and evolves as one that was checked. Values are neither converted nor refused: text must be clean, each
sequence a tuple, each time fixed to its offset. A reader that is not sure calls the class itself.
"""

from __future__ import annotations

from typing import TypeVar

from attrs import AttrsInstance, field, fields, make_class

from newsdoc.model import (
    Article,
    Caption,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    Quote,
    Rights,
    Source,
    Subhead,
    Subject,
    Table,
)

__all__ = ["article", "caption", "link", "list_block", "mark", "paragraph", "quote", "rights", "source", "subhead",
           "subject", "table"]  # fmt: skip

_T = TypeVar("_T", bound=AttrsInstance)


def _unchecked(cls: type[_T]) -> type[_T]:
    """Return a subclass that takes its arguments unchecked, then turns each instance into one of `cls`.

    The subclass is not frozen, so its fields are set like those of any object: a fifteenth of the time that the checks
    take. Setting the fields of a frozen class through its slots' descriptors takes twice as long.
    """

    def become(self: object) -> None:
        self.__class__ = cls  # allowed, since the layout is the same

    return make_class(
        cls.__name__,
        {each.name: field(default=each.default) for each in fields(cls)},
        bases=(cls,),
        class_body={
            "__attrs_post_init__": become,
            "__setattr__": object.__setattr__,  # both, or the interpreter takes the slow way
            "__delattr__": object.__delattr__,
        },
        slots=True,
        eq=False,
        repr=False,
    )


article: type[Article] = _unchecked(Article)
caption: type[Caption] = _unchecked(Caption)
link: type[Link] = _unchecked(Link)
list_block: type[ListBlock] = _unchecked(ListBlock)
mark: type[Mark] = _unchecked(Mark)
paragraph: type[Paragraph] = _unchecked(Paragraph)
quote: type[Quote] = _unchecked(Quote)
rights: type[Rights] = _unchecked(Rights)
source: type[Source] = _unchecked(Source)
subhead: type[Subhead] = _unchecked(Subhead)
subject: type[Subject] = _unchecked(Subject)
table: type[Table] = _unchecked(Table)
