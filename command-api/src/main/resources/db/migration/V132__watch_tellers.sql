-- Whose word a watch's name stands for: of whoever told under it first. The digest of a name that a
-- token's issuer gave, and not the name.
create table watch_teller (
    watch  text  collate "C" primary key,
    teller bytea not null check (octet_length(teller) = 32)
);
create index watch_teller_of on watch_teller (teller);

revoke all on watch_teller from public;
grant select, insert on watch_teller to ${app_role};
