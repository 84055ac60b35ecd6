-- What rules found in the log, and what they remember for it. All of it is derived from the log and
-- can be made anew; findings keep their names.

-- How far detection is, and by which rules: by others it begins again at the first leaf. Whoever
-- writes any of these tables holds this row.
create table detection_head (
    only_one boolean primary key default true check (only_one),
    rules    bytea   not null check (octet_length(rules) = 32),
    size     bigint  not null,
    -- raised by each writer, so that one that kept things in memory sees that another wrote
    turn     bigint  not null
);
insert into detection_head (rules, size, turn) values (decode(repeat('00', 32), 'hex'), 0, 0);

-- What is remembered of a collection, a watch or the record itself; bounded by what it is now.
create table detection_dossier (
    view     text        collate "C" primary key,
    state    bytea       not null,
    -- when the first of what it waits for is due
    next_due timestamptz
);
create index detection_dossier_due on detection_dossier (next_due) where next_due is not null;

-- What each version was when it was shown first in a collection's life.
create table detection_version (
    view    text    collate "C" not null,
    life    integer not null,
    role    text    collate "C" not null,
    version integer not null,
    payload bytea   not null check (octet_length(payload) = 32),
    primary key (view, life, role, version)
);

-- Which content each target path once had, and then no more; both as digests.
create table detection_target (
    view    text  collate "C" not null,
    path    bytea not null check (octet_length(path) = 32),
    content bytea not null check (octet_length(content) = 32),
    primary key (view, path, content)
);

create table finding (
    id           text        collate "C" primary key check (id ~ '^[0-9a-f]{32}$'),
    -- in the order in which they became known here
    number       bigint      generated always as identity unique,
    rule         text        collate "C" not null,
    severity     text        collate "C" not null check (severity in ('crit', 'high', 'med', 'info')),
    subject_kind text        collate "C" not null,
    subject      text        collate "C" not null,
    leaf_index   bigint      not null,
    at           timestamptz not null,
    found_at     timestamptz not null,
    facts        jsonb       not null,
    evidence     jsonb       not null,
    -- the leaf of the announcement that explains it
    expected_by  bigint
);
create index finding_by_subject on finding (subject_kind, subject, number);

revoke all on detection_head, detection_dossier, detection_version, detection_target, finding
    from public;
grant select, insert, update, delete
    on detection_head, detection_dossier, detection_version, detection_target to ${app_role};
grant select, insert on finding to ${app_role};
