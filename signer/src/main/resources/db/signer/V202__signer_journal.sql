-- The signer's journal: every entry is canonical JSON that names the hash of the one before it
-- (docs/signer-journal.md). What stands in other columns is there to be found, and in the entry too,
-- the payload by its digest. Written by one session at a time, which numbers the entries.

-- its numbers had holes, and nothing stood behind them
drop sequence signer.journal_entry;

create table signer.journal (
    seq              bigint      primary key check (seq >= 1),
    entry            bytea       not null,
    hash             bytea       not null check (hash = sha256(entry)),
    kind             text        collate "C" not null,
    recorded_at      timestamptz not null,
    gun              text        collate "C",
    life             integer,
    role             text        collate "C",
    -- of a document that was signed here
    version          integer,
    keys             text[]      collate "C" not null,
    -- the file of a timestamp that was signed here
    timestamp_sha256 bytea       check (octet_length(timestamp_sha256) = 32),
    -- the timestamp file that is known to be published from this entry on
    settles_sha256   bytea       check (octet_length(settles_sha256) = 32),
    -- what was signed, for who asks again
    payload          bytea,
    -- what was remembered of the life before this entry, so that nobody has to read it from the
    -- beginning; the entry holds its digest
    standing         bytea
);

-- What changes a life's standing, from its newest memory on.
create index journal_fact on signer.journal (gun, life, seq)
    where kind not in ('refused/1', 'behind/1', 'turned-away/1');
create index journal_standing on signer.journal (gun, life, seq) where standing is not null;
-- What is signed and not known to be published.
create index journal_settled on signer.journal (gun, life, seq) where settles_sha256 is not null;
create index journal_timestamp on signer.journal (recorded_at) where timestamp_sha256 is not null;
create index journal_file on signer.journal (timestamp_sha256) where timestamp_sha256 is not null;
-- What was signed at a version, for who has forgotten it.
create index journal_version on signer.journal (gun, life, role, version)
    where version is not null;
-- What concerns every life: few.
create index journal_restored on signer.journal (seq) where kind = 'restored/1';

create function signer.refuse_rewriting() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '% of % is refused: entries are written once', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create trigger journal_is_append_only before update or delete or truncate on signer.journal
    for each statement execute function signer.refuse_rewriting();

revoke all on signer.journal from public;
revoke all on function signer.refuse_rewriting() from public;
grant select, insert on signer.journal to ${signer_role};
