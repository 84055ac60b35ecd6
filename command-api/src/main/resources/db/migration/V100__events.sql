-- The record. The application's role adds to it and reads it; nobody changes it. Names compare
-- byte for byte, so no locale can make two of them equal.

create table ledger (
    only_one   boolean     primary key default true check (only_one),
    log_origin text        not null check (log_origin <> ''),
    created_at timestamptz not null default now()
);

create table event (
    global_index bigint      generated always as identity primary key,
    event_id     uuid        not null unique,
    collection   text        collate "C" not null,
    sequence     bigint      not null check (sequence >= 0),
    kind         text        collate "C" not null,
    occurred_at  timestamptz not null,
    name         text        collate "C" not null,
    revision     text        collate "C" not null,
    payload      bytea       not null,
    metadata     bytea       not null,
    -- a leaf longer than this would not fit an entry bundle's two length bytes
    leaf         bytea       not null check (octet_length(leaf) between 2 and 65535),
    -- two writers of one collection: this decides who was first
    unique (collection, sequence)
);

-- Digests and base64 hardly compress; trying costs more than it saves.
alter table event alter column payload set storage external;
alter table event alter column leaf set storage external;

-- Metadata files, whole and unchanged, once each.
create table document (
    sha256 bytea primary key check (octet_length(sha256) = 32),
    bytes  bytea not null
);
alter table document alter column bytes set storage external;

-- Who asked: the clear text behind the commitment that a command's events bear. Deleting a row
-- forgets the person and leaves the record whole.
create table event_private (
    actor bytea primary key check (octet_length(actor) = 32),
    salt  bytea not null check (octet_length(salt) = 32),
    data  bytea not null
);

-- Events whose leaf the log has not taken up yet. Only the trigger below adds to it, and only the
-- sequencer's own role will take from it.
create table log_outbox (
    global_index bigint primary key
);

create function enqueue_for_log() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into tabellion.log_outbox (global_index)
    select global_index from appended order by global_index;
    return null;
end
$$;

create trigger event_enqueued_for_log
    after insert on event
    referencing new table as appended
    for each statement execute function enqueue_for_log();

-- A tripwire, not the defence: the defence is that no role is granted these.
create function refuse_change() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '% of % is refused: what was recorded stays', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create trigger event_stays before update or delete or truncate on event
    for each statement execute function refuse_change();
create trigger document_stays before update or delete or truncate on document
    for each statement execute function refuse_change();
create trigger ledger_stays before update or delete or truncate on ledger
    for each statement execute function refuse_change();

revoke all on ledger, event, document, event_private, log_outbox from public;
revoke all on function enqueue_for_log(), refuse_change() from public;
grant usage on schema tabellion to ${app_role};
grant select, insert on ledger, event, document to ${app_role};
grant select, insert, delete on event_private to ${app_role};
