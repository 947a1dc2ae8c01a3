-- A publisher's articles in the orders that had no index of their own.
CREATE INDEX articles_by_publisher_and_time ON articles (publisher_id, created_at, id);
CREATE INDEX articles_by_publisher_oldest ON articles (publisher_id, oldest, id);
