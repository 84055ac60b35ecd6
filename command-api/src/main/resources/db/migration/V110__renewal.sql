-- When the files that we sign ourselves fall due, per collection: what the renewal has to look at.
-- Derived from events; may be emptied and filled anew at any time.
create table renewal (
    collection text        collate "C" primary key,
    due_at     timestamptz not null
);
create index renewal_by_due on renewal (due_at);

revoke all on renewal from public;
grant select, insert, update, delete on renewal to ${app_role};
