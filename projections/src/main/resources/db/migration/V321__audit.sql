-- An index over the log: which leaves have which terms (a collection, a role, a key, a digest, who
-- asked …). Derived from the log, and can be made anew. A term is the first half of a SHA-256.

-- Leaves are indexed in chunks of 8,192. Of the chunk that is being filled there is one row for each
-- term of each leaf.
create table audit_tail (
    term       uuid   not null,
    leaf_index bigint not null,
    primary key (leaf_index, term)
);
create index audit_tail_by_term on audit_tail (term, leaf_index);
-- all its rows go again
alter table audit_tail set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000,
    autovacuum_analyze_scale_factor = 1);
-- Of a finished chunk there is one set of leaves for each term: 8,192 bits, or two bytes for each
-- leaf where that is shorter.
create table audit_chunk (
    term   uuid    not null,
    chunk  integer not null,
    leaves bytea   not null check (octet_length(leaves) between 2 and 1024),
    primary key (term, chunk)
);

-- When each leaf's event happened, in microseconds since 1970, eight bytes for each leaf.
create table audit_tail_time (
    leaf_index bigint primary key,
    at         bigint not null
);
create table audit_time (
    chunk    integer primary key,
    earliest bigint  not null,
    latest   bigint  not null,
    times    bytea   not null check (octet_length(times) = 65536)
);
alter table audit_time alter column times set storage external;

-- Which terms tell of a person, so that they can be taken away again.
create table audit_person (
    actor   bytea primary key check (octet_length(actor) = 32),
    subject uuid  not null,
    address uuid  not null
);

-- How many leaves are indexed, and how many chunks are finished.
create table audit_head (
    only_one boolean primary key default true check (only_one),
    size     bigint  not null,
    chunks   integer not null
);
insert into audit_head (size, chunks) values (0, 0);

-- What was current from which leaf on; no digest where there was nothing any more.
create table collection_history (
    collection text        collate "C" not null,
    role       text        collate "C" not null,
    leaf_index bigint      not null,
    at         timestamptz not null,
    version    integer,
    sha256     bytea       check (octet_length(sha256) = 32),
    length     bigint,
    expires    timestamptz,
    primary key (collection, role, leaf_index)
);

revoke all on audit_tail, audit_chunk, audit_tail_time, audit_time, audit_person,
    audit_head, collection_history from public;
grant select, insert, update, delete
    on audit_tail, audit_chunk, audit_tail_time, audit_time, audit_person, audit_head,
    collection_history to ${app_role};
