-- Keys that the signer missed, in the order in which its journal was read.
create table key_missing (
    number    bigint      generated always as identity unique,
    entry     bigint      not null,
    hash      bytea       not null check (octet_length(hash) = 32),
    at        timestamptz not null,
    read_at   timestamptz not null,
    key       text        collate "C" not null,
    gun       text        collate "C" not null,
    life      integer     not null,
    role      text        collate "C" not null,
    gone_from text        collate "C" not null,
    primary key (entry, hash)
);
create index key_missing_by_time on key_missing (gun, at);
create index key_missing_by_key on key_missing (key);

-- Up to which it was judged.
alter table reconciliation add column missing bigint not null default 0;

revoke all on key_missing from public;
grant select, insert on key_missing to ${app_role};
