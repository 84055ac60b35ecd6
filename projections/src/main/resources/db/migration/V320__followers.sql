-- How far each projection that follows the log has come; it writes this in the transaction of what
-- it derives. One process at a time holds a follower.
create table follower (
    name          text        collate "C" not null,
    segment       integer     not null,
    -- the decimal index of the last leaf that is done, null before the first
    position      bytea,
    position_type text,
    claimed_at    text,
    owner         text,
    primary key (name, segment)
);

revoke all on follower from public;
grant select, insert, update, delete on follower to ${app_role};
