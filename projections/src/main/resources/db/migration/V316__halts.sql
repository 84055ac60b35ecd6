-- Who halted the log and who let it go on, so that what one node saw stops every node. Each node
-- keeps its own mark beside its key as well: taking rows away here ends no halt.
create table log_halt (
    id      bytea       primary key check (octet_length(id) = 32),
    since   timestamptz not null,
    finder  text        not null,
    what    text        not null,
    told_at timestamptz not null default clock_timestamp()
);

-- Decisions, each about one halt and signed with the log's key; one that is not signed ends
-- nothing, and keeps no other from being told. The halt may not have been told, or not any more.
create table log_resumption (
    halt        bytea       not null check (octet_length(halt) = 32),
    resumed_at  timestamptz not null,
    resumed_by  text        not null,
    reason      text        not null,
    signature   bytea       not null check (octet_length(signature) = 64),
    told_at     timestamptz not null default clock_timestamp(),
    primary key (halt, signature)
);

create trigger log_halt_stays before update or delete or truncate on log_halt
    for each statement execute function refuse_change();
create trigger log_resumption_stays before update or delete or truncate on log_resumption
    for each statement execute function refuse_change();

revoke all on log_halt, log_resumption from public;
grant select on log_halt, log_resumption to ${app_role};
grant select, insert on log_halt, log_resumption to ${log_role};
