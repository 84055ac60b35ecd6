-- What findings amount to, and what people said of it. Derived from findings and from the stream of
-- cases; can be made anew from both.

-- Whoever adds findings gets their numbers and commits alone, so that who follows them by number
-- misses none. (Numbers are drawn after this, row by row.)
create function findings_in_order() returns trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock(7310579634114241127);
    return null;
end
$$;

create trigger findings_in_order before insert on finding
    for each statement execute function findings_in_order();

create table incident (
    id              text        collate "C" primary key,
    -- of its first finding: incidents in the order in which they began
    number          bigint      not null unique,
    subject_kind    text        collate "C" not null,
    subject         text        collate "C" not null,
    concern         text        collate "C" not null,
    severity        text        collate "C" not null,
    since           timestamptz not null,
    last            timestamptz not null,
    findings        integer     not null,
    acknowledged    boolean     not null,
    owner           bytea,
    verdict         text        collate "C",
    closed_at       timestamptz,
    closed_findings integer,
    state           text        collate "C" not null check (state in ('open', 'acknowledged', 'closed'))
);
create index incident_of_subject on incident (subject_kind, subject, concern, last);
create index incident_unclosed on incident (severity) where state <> 'closed';

create table incident_finding (
    finding  text   collate "C" primary key,
    incident text   collate "C" not null,
    number   bigint not null
);
create index incident_finding_of on incident_finding (incident, number);

-- What was said, of whichever finding or incident.
create table incident_entry (
    sequence bigint      primary key,
    leaf     bigint      not null,
    subject  text        collate "C" not null,
    incident text        collate "C",
    at       timestamptz not null,
    name     text        collate "C" not null,
    words    text,
    actor    bytea       not null,
    owner    bytea
);
create index incident_entry_of on incident_entry (incident, sequence);
create index incident_entry_about on incident_entry (subject);

create table incident_head (
    only_one boolean primary key default true check (only_one),
    finding  bigint  not null,
    said     bigint  not null
);
insert into incident_head (finding, said) values (0, -1);

revoke all on incident, incident_finding, incident_entry, incident_head from public;
grant select, insert, update, delete
    on incident, incident_finding, incident_entry, incident_head to ${app_role};
