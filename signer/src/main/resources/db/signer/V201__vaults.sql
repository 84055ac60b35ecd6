-- Keys in several vaults. The register's rows never change; what a software key is sealed as lives
-- in a table of its own, so that it can be sealed anew under another key-encryption key.

-- Tells the right key-encryption keys from wrong ones before anything is done with them.
create table signer.key_encryption_key (
    number     integer     primary key check (number >= 1),
    salt       bytea       not null check (octet_length(salt) = 32),
    code       bytea       not null check (octet_length(code) = 32),
    since      timestamptz not null default now(),
    -- from then on nothing is sealed under it
    retired_at timestamptz
);

insert into signer.key_encryption_key (number, salt, code)
    select 1, salt, code from signer.key_encryption_check;
drop table signer.key_encryption_check;

create table signer.sealed_key (
    material  bytea       not null check (octet_length(material) = 32),
    kek       integer     not null references signer.key_encryption_key,
    -- PKCS#8 EncryptedPrivateKeyInfo (PBES2, AES-256); the password is the key-encryption key
    sealed    bytea       not null,
    sealed_at timestamptz not null default now(),
    primary key (material, kek)
);

insert into signer.sealed_key (material, kek, sealed, sealed_at)
    select material, 1, private_key, created_at from signer.managed_key;

alter table signer.managed_key
    -- 'software', 'token': whoever signs asks this vault, whatever the settings say by then
    add column vault  text collate "C" not null default 'software',
    add column origin text collate "C" not null default 'generated'
        check (origin in ('generated', 'imported')),
    drop column private_key;
alter table signer.managed_key
    alter column vault drop default,
    alter column origin drop default;

create trigger sealed_key_stays before update or truncate on signer.sealed_key
    for each statement execute function signer.refuse_change();

-- Nobody seals under a key-encryption key that was retired: a signer that still runs with it would
-- make keys that no other can use.
create function signer.refuse_retired() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform 1 from signer.key_encryption_key
        where number = new.kek and retired_at is null for share;
    if not found then
        raise exception 'the key-encryption key % was retired', new.kek;
    end if;
    return new;
end
$$;

create trigger sealed_key_under_one_in_use before insert on signer.sealed_key
    for each row execute function signer.refuse_retired();

-- A software key is never registered without being sealed under a key-encryption key in use. The
-- lock makes it wait for a retirement under way, and a retirement for it.
create function signer.refuse_unsealed() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform 1 from signer.sealed_key s join signer.key_encryption_key k on k.number = s.kek
        where s.material = new.material and k.retired_at is null for share of k;
    if not found then
        raise exception 'the key % is sealed under no key-encryption key in use', new.key_id;
    end if;
    return new;
end
$$;

create trigger managed_key_is_sealed before insert on signer.managed_key
    for each row when (new.vault = 'software') execute function signer.refuse_unsealed();

-- Ends the use of a key-encryption key: what is sealed under it goes, unless a key would be lost.
create function signer.retire_key_encryption_key(old integer) returns bigint
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    unsealed bigint;
    dropped  bigint;
begin
    update signer.key_encryption_key set retired_at = now()
        where number = old and retired_at is null;
    if not found then
        raise exception 'there is no key-encryption key % in use', old;
    end if;
    select count(*) into unsealed from signer.managed_key m
        where m.vault = 'software' and not exists (
            select 1 from signer.sealed_key s join signer.key_encryption_key k on k.number = s.kek
                where s.material = m.material and k.retired_at is null);
    if unsealed > 0 then
        raise exception '% keys are sealed under no other key-encryption key than %', unsealed, old;
    end if;
    delete from signer.sealed_key where kek = old;
    get diagnostics dropped = row_count;
    return dropped;
end
$$;

revoke all on all tables in schema signer from public;
revoke all on all functions in schema signer from public;
grant select on signer.key_encryption_key, signer.sealed_key to ${signer_role};
grant insert (number, salt, code) on signer.key_encryption_key to ${signer_role};
grant insert (material, kek, sealed) on signer.sealed_key to ${signer_role};
grant execute on function signer.retire_key_encryption_key(integer) to ${signer_role};
