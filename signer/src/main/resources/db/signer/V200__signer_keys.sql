-- The signer's own tables. Only its role enters this schema: who holds the server's role, or a
-- dump of its schema, has no key.

-- Tells a wrong key-encryption key from the right one before anything is done with it.
create table signer.key_encryption_check (
    only_one boolean primary key default true check (only_one),
    salt     bytea   not null check (octet_length(salt) = 32),
    code     bytea   not null check (octet_length(code) = 32)
);

create table signer.managed_key (
    -- SHA-256 of the SubjectPublicKeyInfo: the key itself, whatever a dialect calls it
    material    bytea       primary key check (octet_length(material) = 32),
    key_id      text        collate "C" not null unique,
    key_type    text        collate "C" not null,
    public_key  bytea       not null,
    -- PKCS#8 EncryptedPrivateKeyInfo (PBES2, AES-256); the password is the key-encryption key
    private_key bytea       not null,
    gun         text        collate "C" not null,
    life        integer     not null check (life >= 1),
    role        text        collate "C" not null,
    created_at  timestamptz not null default now()
);

-- Numbers of signatures; taken a thousand at a time, so they ascend with holes.
create sequence signer.journal_entry increment by 1000;

create function signer.refuse_change() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '% of % is refused: keys are born and stay', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create trigger managed_key_stays before update or delete or truncate on signer.managed_key
    for each statement execute function signer.refuse_change();

revoke all on schema signer from public;
revoke all on all tables in schema signer from public;
revoke all on all sequences in schema signer from public;
revoke all on all functions in schema signer from public;
grant usage on schema signer to ${signer_role};
grant select, insert on signer.key_encryption_check, signer.managed_key to ${signer_role};
grant usage on sequence signer.journal_entry to ${signer_role};
