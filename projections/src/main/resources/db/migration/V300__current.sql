-- What is served now. Derived from events, in the transaction that appends them; `tabellion
-- rebuild` makes it anew.

-- Collections that have a root; the number tells this life from earlier ones under the name.
create table live_collection (
    collection text    collate "C" primary key,
    life       integer not null check (life > 0)
);

create table current_document (
    collection   text        collate "C" not null,
    role         text        collate "C" not null,
    version      integer     not null check (version > 0),
    sha256       bytea       not null check (octet_length(sha256) = 32),
    length       bigint      not null,
    published_at timestamptz not null,
    expires      timestamptz not null,
    primary key (collection, role)
);

-- Every document of the current life. Bytes are in `document`; a digest alone opens nothing, it
-- takes the collection and the role it was published for.
create table published_document (
    collection   text        collate "C" not null,
    role         text        collate "C" not null,
    version      integer     not null check (version > 0),
    sha256       bytea       not null check (octet_length(sha256) = 32),
    published_at timestamptz not null,
    primary key (collection, role, version)
);
create index published_document_by_hash on published_document (collection, role, sha256);

-- One row for every published timestamp and for every deletion. The id is the event's own index:
-- a rebuild finds the same ids again.
create table changefeed (
    id         bigint      primary key,
    created_at timestamptz not null,
    collection text        collate "C" not null,
    version    integer     not null check (version >= 0),
    -- null for a deletion
    sha256     bytea       check (octet_length(sha256) = 32)
);
create index changefeed_by_collection on changefeed (collection, id);

-- Ids are drawn before the commit, so a higher one can become visible before a lower one. Who pages
-- by id must not step over an entry that is still on its way. So each appending transaction leaves
-- a mark before it draws an id: a shared advisory lock, in whose way nothing stands, that says
-- "mine will all be above this". Locks fall after the commit has become visible. Nobody may be
-- passed whose mark still stands.
create function mark_append() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    drawn bigint;
begin
    -- the transaction's first mark is its lowest; one is enough
    if coalesce(current_setting('tabellion.append_marked', true), '') = '' then
        select case when is_called then last_value else last_value - 1 end into drawn
            from ${flyway:defaultSchema}.event_global_index_seq;
        -- 0x5442 in the two highest bytes tells our marks from other advisory locks
        perform pg_advisory_xact_lock_shared((x'5442'::bigint << 48) | drawn);
        perform set_config('tabellion.append_marked', 'yes', true);
    end if;
    return null;
end
$$;

create trigger event_append_marked before insert on event
    for each statement execute function mark_append();

-- The highest id up to which no entry can appear any more. Ask for it in a statement of its own,
-- before the one that reads entries: the order of the two is the proof.
create function changefeed_horizon() returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    drawn  bigint;
    lowest bigint;
begin
    -- first what was drawn, then the marks: whoever drew an id below had marked before
    select case when is_called then last_value else last_value - 1 end into drawn
        from ${flyway:defaultSchema}.event_global_index_seq;
    select min(((l.classid::bigint & x'ffff'::bigint) << 32) | l.objid::bigint) into lowest
        from pg_locks l
        where l.locktype = 'advisory' and l.objsubid = 1
          and l.database = (select d.oid from pg_database d where d.datname = current_database())
          and l.classid::bigint >> 16 = x'5442'::bigint;
    return least(drawn, coalesce(lowest, drawn));
end
$$;

-- Nodes that may hold copies of current documents. A node is in here from before its first copy
-- until its lease has surely run out.
create table query_node (
    id      uuid        primary key,
    beat_at timestamptz not null,
    -- a fenced node's lease is never renewed again
    fenced  boolean     not null default false
);

revoke all on live_collection, current_document, published_document, changefeed, query_node
    from public;
revoke all on function mark_append(), changefeed_horizon() from public;
grant select, insert, update, delete
    on live_collection, current_document, published_document, changefeed, query_node to ${app_role};
grant execute on function changefeed_horizon() to ${app_role};
