-- Which checkpoint everybody is shown, and when its log last stood by it: the same one is published
-- afresh while nothing happens, so that its age says something.
create table log_published (
    only_one boolean     primary key default true check (only_one),
    size     bigint      not null references log_checkpoint,
    at       timestamptz not null
);

revoke all on log_published from public;
grant select on log_published to ${app_role};
grant select, insert, update on log_published to ${log_role};
