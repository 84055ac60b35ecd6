-- Which key's signature each entry made known: when a key is declared compromised, what it had signed
-- since it was taken is found by it.
create table detection_signing (
    key        text        collate "C" not null,
    leaf_index bigint      not null,
    -- when it was made at the latest
    at         timestamptz not null,
    view       text        collate "C" not null,
    file       bytea       not null check (octet_length(file) = 32),
    primary key (key, leaf_index)
);

revoke all on detection_signing from public;
grant select, insert, update, delete on detection_signing to ${app_role};
