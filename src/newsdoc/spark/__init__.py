"""Articles on Apache Spark: pages of a column into articles, files into a table, a table into files.

    from newsdoc.spark import register, split_pages

    register(spark)
    articles = split_pages(spark.read.parquet("pages"), "text", url="url")
    articles = spark.read.format("newsdoc").load("dumps/")
    articles.write.format("newsdoc").option("format", "newsml").save("out/")

This needs PySpark 4.1 or later and Java: `pip install 'newsdoc[spark]'`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newsdoc.errors import MissingDependency

try:
    from pyspark.sql.functions import arrow_udf
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
    from pyspark.sql.types import ArrayType
except ImportError as _error:
    raise MissingDependency("this needs PySpark 4.1 or later: pip install 'newsdoc[spark]'") from _error

import pyarrow as pa

from newsdoc import arrow
from newsdoc.arrow.pages import PAGE_FIELDS
from newsdoc.arrow.schema import SCHEMA
from newsdoc.spark._files import Files

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from newsdoc.dialects import Dialect

__all__ = ["register", "split_pages"]


def split_pages(
    df: DataFrame,
    text: str = "text",
    *,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    date: str | None = None,
    dialect: str | Dialect | None = None,
    empty: bool = False,
) -> DataFrame:
    """Return the articles of a table of pages, one a row, as `newsdoc.arrow.split_pages` does for a batch."""
    names = {"url": url, "title": title, "language": language, "date": date}

    def split(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield arrow.split_pages(batch, text, **names, dialect=dialect, empty=empty)

    schema = arrow.split_schema(to_arrow_schema(df.schema), text, **names)
    return df.mapInArrow(split, from_arrow_schema(schema))


def register(spark: SparkSession) -> None:
    """Make the SQL function `newsdoc_articles` and the format `newsdoc` known to a session.

    `select url, inline(newsdoc_articles(text)) from pages` has a row for each article; give the page's columns other
    names than those of an article.
    """
    kind = ArrayType(from_arrow_schema(pa.schema([*PAGE_FIELDS, *SCHEMA])))

    def newsdoc_articles(texts: pa.Array) -> pa.Array:
        return arrow.split_column(texts)

    function: Any = arrow_udf(newsdoc_articles, kind)
    spark.udf.register("newsdoc_articles", function)
    spark.dataSource.register(Files)
