-- Copied by each service into a migration of its own; libs/outbox works on these two tables.

create table outbox (
    seq        bigint generated always as identity primary key,
    id         uuid        not null unique,
    tenant_id  uuid        not null,
    topic      text        not null,
    key        text        not null,
    headers    jsonb       not null,
    payload    text        not null,
    created_at timestamptz not null default now()
);

-- All services share one database, and channels belong to the database: the schema tells them apart.
create function outbox_notify() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox_' || tg_table_schema, '');
    return null;
end
$$;

create trigger outbox_notify after insert on outbox
    for each statement execute function outbox_notify();

-- One row for each event a consumer has acted on; must outlive the retention of the topics.
create table inbox (
    tenant_id   uuid        not null,
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (tenant_id, consumer, event_id)
);
