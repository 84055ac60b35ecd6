-- Laying the two sides beside each other: what was judged already, and what is remembered for it.

-- In the order in which they were read: whoever reads the journal holds its position meanwhile.
alter table signature_journalled add column number bigint generated always as identity unique;
alter table signing_refused add column number bigint generated always as identity unique,
    add column read_at timestamptz not null default now();
alter table key_journalled add column number bigint generated always as identity unique,
    add column read_at timestamptz not null default now();
-- How many of a role's keys must sign.
alter table key_trusted add column threshold integer not null default 1;
grant update (threshold) on key_trusted to ${app_role};

create index signing_refused_by_place on signing_refused (gun, role, rule, at);
create index signature_journalled_by_vouches on signature_journalled (vouches)
    where vouches is not null;
create index signature_journalled_renewed on signature_journalled (key, at) where renewed;

-- Signatures by managed keys that somebody saw outside: an eye, a client.
create table signature_sighted (
    leaf_index bigint      not null,
    key        text        collate "C" not null,
    at         timestamptz not null,
    seen_at    timestamptz not null,
    gun        text        collate "C" not null,
    role       text        collate "C" not null,
    version    integer     not null,
    file       bytea       not null check (octet_length(file) = 32),
    payload    bytea       not null check (octet_length(payload) = 32),
    primary key (leaf_index, key)
);

-- Up to which row each was judged; one node at a time does it.
create table reconciliation (
    only_one   boolean primary key default true check (only_one),
    signatures bigint  not null,
    refusals   bigint  not null,
    keys       bigint  not null,
    old_keys   bigint  not null,
    breaks     bigint  not null,
    -- leaves, not rows
    leaves     bigint  not null,
    staged     bigint  not null
);
insert into reconciliation (signatures, refusals, keys, old_keys, breaks, leaves, staged)
    values (0, 0, 0, 0, 0, 0, 0);

-- What was signed and not published, and why that is nothing.
create table orphan_explained (
    number      bigint      primary key,
    entry       bigint      not null,
    key         text        collate "C" not null,
    gun         text        collate "C" not null,
    at          timestamptz not null,
    explanation text        collate "C" not null,
    -- false for a snapshot whose timestamp is an orphan, too
    counts      boolean     not null
);
create index orphan_explained_by_gun on orphan_explained (gun, at);
create index orphan_explained_by_time on orphan_explained (at);

-- When servers were last alive, and when one was cut off from its record.
create table server_beat (
    run     uuid        primary key,
    beat_at timestamptz not null
);
create index server_beat_by_time on server_beat (beat_at);
create table interruption (
    id       bigint      generated always as identity primary key,
    from_at  timestamptz not null,
    until_at timestamptz not null
);
create index interruption_by_time on interruption (from_at);

revoke all on signature_sighted, reconciliation, orphan_explained, server_beat, interruption
    from public;
grant select, insert on signature_sighted, orphan_explained, server_beat, interruption
    to ${app_role};
grant select, update on reconciliation to ${app_role};
grant update (beat_at) on server_beat to ${app_role};
