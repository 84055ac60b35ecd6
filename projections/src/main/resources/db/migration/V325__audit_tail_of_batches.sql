-- Of the chunk that is being filled there is a row for each batch: a row for each of its terms was
-- half of all rows that a publication leaves behind, and went again with the chunk.
-- no batch between what is copied and what is dropped
lock table audit_head in access exclusive mode;
create temporary table audit_tail_before on commit drop as
    with term as (
        select chunk, string_agg(uuid_send(term) || int2send(octet_length(leaves)::int2) || leaves,
                ''::bytea) as terms
            from audit_tail group by chunk),
        time as (
            select (leaf_index / 8192)::integer as chunk, min(leaf_index) as leaf_index,
                    min(at) as earliest, max(at) as latest,
                    string_agg(int8send(at), ''::bytea order by leaf_index) as times
                from audit_tail_time group by 1)
    select leaf_index, earliest, latest, times, coalesce(terms, ''::bytea) as terms
        from time left join term using (chunk);
drop table audit_tail, audit_tail_time;

-- Times are in microseconds since 1970, eight bytes for each leaf. Terms are one after the other:
-- sixteen bytes of the term, two of the length of what follows, and its leaves as in audit_chunk.
-- Those of target names, of which one publication may have any number, stand apart: only who asks
-- for them reads them.
create table audit_tail (
    leaf_index bigint primary key,
    earliest   bigint not null,
    latest     bigint not null,
    times      bytea  not null check (octet_length(times) between 8 and 65536),
    terms      bytea  not null,
    targets    bytea  not null default ''
);
-- digests do not compress
alter table audit_tail alter column times set storage external, alter column terms set storage external,
    alter column targets set storage external;
insert into audit_tail (leaf_index, earliest, latest, times, terms)
    select leaf_index, earliest, latest, times, terms from audit_tail_before;

revoke all on audit_tail from public;
grant select, insert, update, delete on audit_tail to ${app_role};
