"""The indexes of a publisher's articles in the orders that had none of their own."""

ARTICLE_INDEXES = (
    "CREATE INDEX articles_by_publisher_and_time ON articles (publisher_id, created_at, id)",
    "CREATE INDEX articles_by_publisher_oldest ON articles (publisher_id, oldest, id)",
)
