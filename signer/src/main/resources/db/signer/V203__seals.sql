-- What this signer wrote bears its seal: an HMAC of the entry's hash under a key that is in no
-- database (docs/signer-journal.md). Who owns this one can take entries away, which the head outside
-- notices, and can write none that are believed.

alter table signer.journal add column seal bytea check (octet_length(seal) = 32);

-- From before there were seals: sealed at the next start, which finds none afterwards.
create index journal_unsealed on signer.journal (seq) where seal is null;

-- Entries are written once; a seal may be put on later, by who has the key.
drop trigger journal_is_append_only on signer.journal;
create trigger journal_is_append_only
    before delete or truncate
        or update of seq, entry, hash, kind, recorded_at, gun, life, role, version, keys,
            timestamp_sha256, settles_sha256, payload, standing
    on signer.journal
    for each statement execute function signer.refuse_rewriting();

create function signer.seal_entries(numbers bigint[], seals bytea[]) returns void
    language sql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    update signer.journal j set seal = given.seal
    from unnest(numbers, seals) as given (seq, seal)
    where j.seq = given.seq
$$;

revoke all on function signer.seal_entries(bigint[], bytea[]) from public;
grant execute on function signer.seal_entries(bigint[], bytea[]) to ${signer_role};
