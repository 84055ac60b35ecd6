-- Every use of a key that the server keeps, from both sides: what the signer's journal tells, what
-- the record tells. Each table is written by one reader and, but for positions, never changed: the
-- two sides meet in questions alone, so neither can hide what the other saw. Derived from journal
-- and log; but a journal that was shortened since cannot be read again.

-- The signer's journal.

create table key_journalled (
    key      text        collate "C" primary key,
    entry    bigint      not null,
    at       timestamptz not null,
    peer     text,
    gun      text        collate "C" not null,
    life     integer     not null,
    role     text        collate "C" not null,
    imported boolean     not null
);
create index key_journalled_by_gun on key_journalled (gun);

-- The same version of the same key over the same payload is one use, whatever number it has.
create table signature_journalled (
    key     text        collate "C" not null,
    version integer     not null,
    payload bytea       not null check (octet_length(payload) = 32),
    entry   bigint      not null,
    at      timestamptz not null,
    -- when it was read, by the reader's clock
    read_at timestamptz not null,
    peer    text,
    gun     text        collate "C" not null,
    life    integer     not null,
    role    text        collate "C" not null,
    file    bytea       not null check (octet_length(file) = 32),
    -- the timestamp it was built upon; null before a life's first
    base    bytea       check (octet_length(base) = 32),
    -- the snapshot that a timestamp names
    vouches bytea       check (octet_length(vouches) = 32),
    expires timestamptz not null,
    renewed boolean     not null,
    primary key (key, version, payload)
);
create index signature_journalled_by_entry on signature_journalled (entry);
create index signature_journalled_by_base on signature_journalled (gun, life, role, base);
create index signature_journalled_by_file on signature_journalled (file);

create table signing_refused (
    entry      bigint      not null,
    hash       bytea       not null check (octet_length(hash) = 32),
    at         timestamptz not null,
    peer       text,
    gun        text        collate "C",
    life       integer,
    role       text        collate "C",
    base       bytea       check (octet_length(base) = 32),
    payload    bytea       check (octet_length(payload) = 32),
    rule       text        not null,
    facts      jsonb       not null,
    suppressed bigint      not null,
    primary key (entry, hash)
);

-- What was read last, so that a journal that is no more what it was is seen for it. After that it
-- is read from its beginning again, as another edition.
create table journal_position (
    only_one boolean primary key default true check (only_one),
    edition  integer not null,
    seq      bigint  not null,
    hash     bytea   not null check (octet_length(hash) = 32)
);
insert into journal_position (edition, seq, hash) values (1, 0, decode(repeat('00', 32), 'hex'));

create table journal_break (
    id        bigint      generated always as identity primary key,
    edition   integer     not null,
    seq       bigint      not null,
    hash      bytea       not null check (octet_length(hash) = 32),
    found     bigint,
    problem   text        not null,
    read_at   timestamptz not null,
    unique (edition, seq, hash)
);

-- The record.

create table key_logged (
    key        text        collate "C" not null,
    leaf_index bigint      not null,
    at         timestamptz not null,
    gun        text        collate "C" not null,
    life       integer     not null,
    role       text        collate "C" not null,
    -- born, staged, imported, retired
    what       text        collate "C" not null,
    primary key (key, leaf_index)
);
create index key_logged_by_gun on key_logged (gun);

create table signature_logged (
    key            text        collate "C" not null,
    version        integer     not null,
    payload        bytea       not null check (octet_length(payload) = 32),
    leaf_index     bigint      not null,
    requested_leaf bigint,
    at             timestamptz not null,
    gun            text        collate "C" not null,
    role           text        collate "C" not null,
    entry          bigint      not null,
    primary key (key, version, payload)
);
create index signature_logged_by_leaf on signature_logged (leaf_index);
create index signature_logged_by_place on signature_logged (gun, role, version, leaf_index);

-- Documents that the server made; what their signatures cover, the same transaction tells.
create table signature_published (
    leaf_index bigint      primary key,
    at         timestamptz not null,
    gun        text        collate "C" not null,
    role       text        collate "C" not null,
    version    integer     not null,
    file       bytea       not null check (octet_length(file) = 32),
    payload    bytea       check (octet_length(payload) = 32)
);
create index signature_published_by_place on signature_published (gun, role, version);
create index signature_published_by_file on signature_published (file);

-- Whose signatures count for what, from which leaf on and until which: managed keys and publishers'.
create table key_trusted (
    collection text        collate "C" not null,
    delegator  text        collate "C" not null,
    role       text        collate "C" not null,
    key        text        collate "C" not null,
    since_leaf bigint      not null,
    since      timestamptz not null,
    until_leaf bigint,
    until      timestamptz,
    primary key (collection, delegator, role, key, since_leaf)
);
create index key_trusted_by_key on key_trusted (key);
create index key_trusted_in_force on key_trusted (collection) where until_leaf is null;

-- How many leaves were taken up.
create table keyusage_head (
    only_one boolean primary key default true check (only_one),
    leaves   bigint  not null
);
insert into keyusage_head (leaves) values (0);

revoke all on key_journalled, signature_journalled, signing_refused, journal_position, journal_break,
    key_logged, signature_logged, signature_published, key_trusted, keyusage_head from public;
grant select, insert
    on key_journalled, signature_journalled, signing_refused, journal_break,
    key_logged, signature_logged, signature_published, key_trusted to ${app_role};
grant select, update on journal_position, keyusage_head to ${app_role};
grant update (until_leaf, until) on key_trusted to ${app_role};
