-- 索引の作り直し is told by each request where it goes on: nothing of it is kept.
DROP TABLE index_rebuild;
