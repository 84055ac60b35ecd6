-- Redactions that were asked for and wait for a second person. They name people, so none stays.
create table redaction (
    id       text        collate "C" primary key,
    kind     text        not null check (kind in ('subject', 'address')),
    value    text        not null,
    reason   text        not null,
    subject  text        not null,
    method   text        not null,
    address  text        not null,
    asked_at timestamptz not null
);

revoke all on redaction from public;
grant select, insert, delete on redaction to ${app_role};
