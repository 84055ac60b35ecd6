-- The transparency log (RFC 6962 tree, C2SP tlog-tiles). Only the sequencer's role writes here.
-- Entries are not copied: a bundle is made of the leaves of `event`, in the order of `log_leaf`, so
-- an edited leaf contradicts the tiles that were published.

create table log_head (
    only_one boolean     primary key default true check (only_one),
    size     bigint      not null check (size >= 0),
    root     bytea       not null check (octet_length(root) = 32),
    -- the roots of the largest whole subtrees, left to right
    peaks    bytea       not null check (octet_length(peaks) = 32 * bit_count(size::bit(64))),
    -- who may append: whoever took over raised the number, so one who slept through that appends
    -- nothing any more
    epoch    bigint      not null,
    holder   uuid,
    beat_at  timestamptz
);
insert into log_head (size, root, peaks, epoch)
values (0, '\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '', 0);

create table log_leaf (
    leaf_index   bigint primary key check (leaf_index >= 0),
    global_index bigint not null unique references event
);

-- Full tiles, and of each level the rightmost one while it grows. A narrower tile is a prefix of a
-- wider one, so none is stored.
create table log_tile (
    level   smallint not null check (level between 0 and 7),
    index   bigint   not null check (index >= 0),
    hashes  bytea    not null check (octet_length(hashes) = 8192),
    primary key (level, index)
);
alter table log_tile alter column hashes set storage external;

create table log_edge (
    level   smallint primary key check (level between 0 and 7),
    index   bigint   not null check (index >= 0),
    hashes  bytea    not null check (octet_length(hashes) % 32 = 0
                                     and octet_length(hashes) between 32 and 8160)
);

-- Signed notes that were published, as the log signed them.
create table log_checkpoint (
    size         bigint      primary key check (size >= 0),
    note         bytea       not null,
    published_at timestamptz not null
);

-- Cosignatures of witnesses, each a note's signature line; they come later than the checkpoint.
create table log_cosignature (
    size    bigint      not null references log_checkpoint,
    witness text        collate "C" not null,
    line    text        not null,
    at      timestamptz not null,
    primary key (size, witness)
);

create trigger log_leaf_stays before update or delete or truncate on log_leaf
    for each statement execute function refuse_change();
create trigger log_tile_stays before update or delete or truncate on log_tile
    for each statement execute function refuse_change();
create trigger log_checkpoint_stays before update or delete or truncate on log_checkpoint
    for each statement execute function refuse_change();

revoke all on log_head, log_leaf, log_tile, log_edge, log_checkpoint, log_cosignature from public;
grant select on log_head, log_leaf, log_tile, log_edge, log_checkpoint, log_cosignature, log_outbox
    to ${app_role};

grant usage on schema ${flyway:defaultSchema} to ${log_role};
grant select on ledger, event, document, log_outbox to ${log_role};
grant delete on log_outbox to ${log_role};
grant select on log_head, log_leaf, log_tile, log_edge, log_checkpoint, log_cosignature
    to ${log_role};
grant update on log_head to ${log_role};
grant insert on log_leaf, log_tile, log_checkpoint to ${log_role};
grant insert, update, delete on log_edge, log_cosignature to ${log_role};
