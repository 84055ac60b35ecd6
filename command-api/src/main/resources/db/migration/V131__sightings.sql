-- What each watch has told already, so that it is told once: the digest of what was new about it.
create table sighting (
    watch text  collate "C" not null,
    fact  bytea not null check (octet_length(fact) = 32),
    primary key (watch, fact)
);

revoke all on sighting from public;
grant select, insert on sighting to ${app_role};
