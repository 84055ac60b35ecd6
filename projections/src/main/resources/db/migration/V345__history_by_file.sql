-- Strangers ask whether we ever published a file: the answer must not cost a walk through all that
-- a collection ever was.
create index collection_history_by_file on collection_history (sha256, collection, role)
    where sha256 is not null;
