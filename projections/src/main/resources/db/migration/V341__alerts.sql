-- Telling findings to others: how far each of those has been told, and what still has to be.

create table alert_outlet (
    name     text        collate "C" primary key,
    -- the number of the last finding that it has, or that waits for it below
    position bigint      not null,
    -- the node that tells it, and until when nobody else may
    holder   text        collate "C",
    until    timestamptz not null default '-infinity',
    -- why nothing is sent to it until somebody says so
    paused   text
);

-- What has to be sent to a webhook, in the bytes in which it is sent each time.
create table alert_delivery (
    outlet   text        collate "C" not null,
    number   bigint      not null,
    -- what comes later about the same thing waits
    lane     text        collate "C" not null,
    finding  text        collate "C" not null,
    body     bytea       not null,
    attempts integer     not null default 0,
    next_at  timestamptz not null default '-infinity',
    failure  text,
    dead     boolean     not null default false,
    primary key (outlet, number)
);
create index alert_delivery_lane on alert_delivery (outlet, lane, number) where not dead;
create index alert_delivery_dead on alert_delivery (outlet, number) where dead;

revoke all on alert_outlet, alert_delivery from public;
grant select, insert, update, delete on alert_outlet, alert_delivery to ${app_role};
