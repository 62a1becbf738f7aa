-- Epochs of a session: the lowest one that may still write, and where its evidence stands.
create table fence (
    session_id   uuid        primary key,
    tenant_id    uuid        not null,
    run_id       uuid        not null,
    epoch        bigint      not null,
    state        text        not null, -- open, finished, sealed
    manifest     text,
    finished_at  timestamptz,
    sealed_state text,
    sealed_reason text,
    version      integer     not null default 0
);
create index fence_to_seal on fence (finished_at) where state = 'finished';

create table artifact (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    run_id       uuid        not null,
    session_id   uuid        not null,
    epoch        bigint      not null,
    name         text        not null,
    kind         text        not null,
    case_key     text,
    step         integer,
    bytes        bigint      not null,
    sha256       text        not null,
    content_type text        not null,
    location     text        not null,
    promoted     boolean     not null default false,
    created_at   timestamptz not null,
    unique (tenant_id, session_id, epoch, name)
);
create index artifact_of_run on artifact (tenant_id, run_id, id);
create index artifact_of_session on artifact (session_id, epoch);

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
create function outbox_filled() returns trigger language plpgsql as $$
begin
    perform pg_notify('outbox_' || current_schema(), '');
    return null;
end $$;
create trigger outbox_filled after insert on outbox for each statement execute function outbox_filled();

create table inbox (
    tenant_id   uuid        not null,
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (tenant_id, consumer, event_id)
);
