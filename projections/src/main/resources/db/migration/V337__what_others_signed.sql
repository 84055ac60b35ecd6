-- What other servers had signed and published before their collections came here: no journal of ours
-- tells of it, and nobody stole a key for it.

-- The highest version that an import brought, of each role.
create table imported_version (
    gun     text    collate "C" not null,
    role    text    collate "C" not null,
    version integer not null,
    primary key (gun, role)
);
revoke all on imported_version from public;
grant select, insert, update on imported_version to ${app_role};

-- Whether an import said so: what was over when it came here is nobody's doing here.
alter table key_trusted add column imported boolean not null default false;

-- Null for what was seen before this was noted.
alter table signature_sighted add column expires timestamptz;
create index signature_sighted_by_use on signature_sighted (key, version, payload);

create index key_logged_staged on key_logged (leaf_index) where what = 'staged';
