-- Of the chunk that is being filled there is a set of leaves for each term of each batch: a row for
-- each term of each leaf was most of what the trail cost.
create temporary table audit_tail_before on commit drop as
    select term, (leaf_index / 8192)::integer as chunk, int2send((leaf_index % 8192)::int2) as leaves
    from audit_tail;
drop table audit_tail;
create table audit_tail (
    term   uuid    not null,
    chunk  integer not null,
    leaves bytea   not null check (octet_length(leaves) between 2 and 1024)
);
create index audit_tail_by_term on audit_tail (term, chunk);
create index audit_tail_by_chunk on audit_tail (chunk);
-- all its rows go again
alter table audit_tail set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000,
    autovacuum_analyze_scale_factor = 1);
insert into audit_tail select * from audit_tail_before;

revoke all on audit_tail from public;
grant select, insert, update, delete on audit_tail to ${app_role};
