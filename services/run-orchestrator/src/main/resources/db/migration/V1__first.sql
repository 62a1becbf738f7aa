-- Ids are UUIDv7. Every row names its tenant, also in keys, so that a forgotten condition cannot
-- join rows of two tenants. Rows never refer to other schemas.

create table project (
    id              uuid primary key,
    tenant_id       uuid        not null,
    slug            text        not null,
    name            text        not null,
    last_run_number bigint      not null default 0,
    last_case_number bigint     not null default 0,
    created_at      timestamptz not null,
    unique (tenant_id, slug),
    unique (tenant_id, id)
);

create table environment (
    id         uuid primary key,
    tenant_id  uuid        not null,
    project_id uuid        not null,
    slug       text        not null,
    name       text        not null,
    base_url   text        not null,
    origins    text        not null,
    production boolean     not null,
    pool_id    uuid,
    version    integer     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (tenant_id, project_id, slug),
    unique (tenant_id, id),
    foreign key (tenant_id, project_id) references project (tenant_id, id)
);

create table variable (
    id             uuid primary key,
    tenant_id      uuid not null,
    environment_id uuid not null,
    name           text not null,
    value          text not null,
    unique (tenant_id, environment_id, name),
    foreign key (tenant_id, environment_id) references environment (tenant_id, id)
);

create table test_case (
    id         uuid primary key,
    tenant_id  uuid        not null,
    project_id uuid        not null,
    number     bigint      not null,
    key        text        not null,
    title      text        not null,
    tags       text        not null,
    revision   integer     not null,
    sha256     text        not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (tenant_id, project_id, key),
    unique (tenant_id, project_id, number),
    unique (tenant_id, id),
    foreign key (tenant_id, project_id) references project (tenant_id, id)
);

create table case_revision (
    id         uuid primary key,
    tenant_id  uuid        not null,
    case_id    uuid        not null,
    revision   integer     not null,
    title      text        not null,
    path       text        not null,
    source     text        not null,
    steps      text        not null,
    expected   text        not null,
    created_at timestamptz not null,
    unique (tenant_id, case_id, revision),
    foreign key (tenant_id, case_id) references test_case (tenant_id, id)
);

create table suite (
    id         uuid primary key,
    tenant_id  uuid        not null,
    project_id uuid        not null,
    slug       text        not null,
    name       text        not null,
    tags       text        not null,
    created_at timestamptz not null,
    unique (tenant_id, project_id, slug),
    unique (tenant_id, id),
    foreign key (tenant_id, project_id) references project (tenant_id, id)
);

create table suite_case (
    id        uuid primary key,
    tenant_id uuid    not null,
    suite_id  uuid    not null,
    case_id   uuid    not null,
    position  integer not null,
    unique (tenant_id, suite_id, case_id),
    foreign key (tenant_id, suite_id) references suite (tenant_id, id),
    foreign key (tenant_id, case_id) references test_case (tenant_id, id)
);

-- A run is complete in itself: it keeps what it needs of its project, environment and suite as they
-- were, and no foreign key, so that it outlives them.
create table run (
    id               uuid primary key,
    tenant_id        uuid        not null,
    project_id       uuid        not null,
    project_slug     text        not null,
    number           bigint      not null,
    environment_id   uuid        not null,
    environment_slug text        not null,
    base_url         text        not null,
    suite            text,
    labels           text        not null,
    trigger_kind     text        not null,
    actor            text        not null,
    kind             text        not null,
    failures_allowed integer     not null,
    deadline         timestamptz not null,
    status           text        not null,
    conclusion       text,
    needs_review     boolean     not null,
    status_reason    text,
    cancel_actor     text,
    cancel_reason    text,
    cancel_force_at  timestamptz,
    total            integer     not null,
    open_cases       integer     not null,
    passed           integer     not null,
    failed           integer     not null,
    inconclusive     integer     not null,
    blocked          integer     not null,
    error            integer     not null,
    cancelled        integer     not null,
    skipped          integer     not null,
    quarantined      integer     not null,
    deadline_errors  integer     not null,
    later_passes     integer     not null,
    version          bigint      not null,
    created_at       timestamptz not null,
    started_at       timestamptz,
    finished_at      timestamptz,
    unique (tenant_id, id),
    unique (tenant_id, project_id, number)
);

create index run_by_status on run (tenant_id, project_id, status, number desc);
-- What the sweeper looks at: the few runs that are not over.
create index run_due on run (deadline) where finished_at is null;
create index run_force on run (cancel_force_at) where finished_at is null and cancel_force_at is not null;

create table run_case (
    id          uuid primary key,
    tenant_id   uuid    not null,
    run_id      uuid    not null,
    case_id     uuid    not null,
    session_id  uuid    not null,
    position    integer not null,
    key         text    not null,
    title       text    not null,
    revision    integer not null,
    quarantined boolean not null,
    outcome     text,
    reason      text,
    message     text,
    duration_ms bigint,
    attempt     integer,
    healed      boolean not null,
    settled_at  timestamptz,
    unique (tenant_id, run_id, case_id),
    foreign key (tenant_id, run_id) references run (tenant_id, id)
);

create index run_case_by_session on run_case (session_id);

create table session (
    id              uuid primary key,
    tenant_id       uuid        not null,
    run_id          uuid        not null,
    position        integer     not null,
    lifecycle       text        not null,
    epoch           bigint      not null,
    attempt         integer     not null,
    runner_id       uuid,
    image           text,
    seal_epoch      bigint,
    evidence_state  text        not null,
    evidence_reason text,
    report          text,
    seal_by         timestamptz,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    unique (tenant_id, id),
    unique (tenant_id, run_id, position),
    foreign key (tenant_id, run_id) references run (tenant_id, id)
);

create index session_seal_due on session (seal_by) where lifecycle = 'finishing';

create table session_case (
    id         uuid primary key,
    tenant_id  uuid    not null,
    session_id uuid    not null,
    case_id    uuid    not null,
    key        text    not null,
    position   integer not null,
    unique (tenant_id, session_id, case_id),
    foreign key (tenant_id, session_id) references session (tenant_id, id)
);

create table step (
    id          uuid primary key,
    tenant_id   uuid        not null,
    session_id  uuid        not null,
    ordinal     bigint      not null generated always as identity,
    epoch       bigint      not null,
    case_id     uuid        not null,
    key         text        not null,
    step        integer     not null,
    section     text        not null,
    text        text        not null,
    outcome     text        not null,
    reason      text,
    message     text,
    screenshot  text,
    started_at  timestamptz not null,
    duration_ms bigint      not null,
    unique (tenant_id, session_id, epoch, case_id, step),
    foreign key (tenant_id, session_id) references session (tenant_id, id)
);

create index step_in_order on step (session_id, ordinal);

create table idempotency_key (
    id             uuid primary key,
    tenant_id      uuid        not null,
    route          text        not null,
    key            text        not null,
    request_sha256 text        not null,
    answer         text,
    expires_at     timestamptz not null,
    unique (tenant_id, route, key)
);

create index idempotency_key_expiry on idempotency_key (expires_at);

-- From libs/outbox.

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
