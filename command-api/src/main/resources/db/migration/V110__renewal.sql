-- When the files that we sign ourselves expire, per collection: what the renewal has to look at.
-- Derived from events; may be emptied and filled anew at any time.
create table renewal (
    collection        text        collate "C" primary key,
    timestamp_expires timestamptz not null,
    -- null where the publisher signs the snapshot
    snapshot_expires  timestamptz
);
create index renewal_by_timestamp on renewal (timestamp_expires);
create index renewal_by_snapshot on renewal (snapshot_expires) where snapshot_expires is not null;

revoke all on renewal from public;
grant select, insert, update, delete on renewal to ${app_role};
