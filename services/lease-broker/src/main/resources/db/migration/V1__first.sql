-- A session is in exactly one of session_queue, lease and, finished, lease_history.
-- Times that decide anything are clock_timestamp() of this database.

create table pool (
    pool_id     uuid        primary key,
    tenant_id   uuid        not null,
    name        text        not null,
    kind        text        not null check (kind in ('in_cluster', 'self_hosted')),
    state       text        not null default 'active' check (state in ('active', 'draining')),
    max_runners integer     not null default 1000 check (max_runners > 0),
    created_at  timestamptz not null default now(),
    unique (tenant_id, name)
);

create table registration_token (
    token_hmac bytea       primary key,
    tenant_id  uuid        not null,
    pool_id    uuid        not null references pool,
    mode       text        not null check (mode in ('single_use', 'multi_use')),
    max_uses   integer     not null check (max_uses > 0),
    used       integer     not null default 0 check (used between 0 and max_uses),
    expires_at timestamptz not null,
    created_by text        not null,
    created_at timestamptz not null default now()
);

-- Its row lock serialises claim against drain and new instance.
create table runner (
    runner_id     uuid        primary key,
    tenant_id     uuid        not null,
    pool_id       uuid        not null references pool,
    name          text        not null,
    public_key    text        not null,
    token_hmac    bytea       not null,
    runner_epoch  bigint      not null default 0,
    instance_id   text,
    host_id       text        not null,
    desired       text        not null default 'active' check (desired in ('active', 'draining')),
    slots         integer     not null check (slots > 0),
    labels        jsonb       not null,
    version       text        not null,
    executor      text        not null,
    registered_at timestamptz not null default now(),
    unique (token_hmac, public_key)
);
create index runner_pool on runner (pool_id, runner_id);
create index runner_tenant on runner (tenant_id, runner_id);

-- Apart from runner and without an index on what changes: every contact is a HOT update.
create table runner_heartbeat (
    runner_id  uuid        primary key references runner on delete cascade,
    tenant_id  uuid        not null,
    last_seen  timestamptz,
    due_at     timestamptz not null default now(),
    free_slots integer     not null default 0,
    online     boolean     not null default false
) with (fillfactor = 50);

create table session_queue (
    session_id         uuid        primary key,
    tenant_id          uuid        not null,
    shard              integer     not null,
    pool_id            uuid        not null,
    run_id             uuid        not null,
    priority           integer     not null,
    labels             jsonb       not null,
    image              text,
    retry_on_lost      text        not null,
    max_attempts       integer     not null,
    session_timeout_ms bigint      not null,
    queue_wait_ms      bigint      not null,
    epoch              bigint      not null,
    attempts           integer     not null,
    avoid_runner       uuid,
    enqueued_at        timestamptz not null,
    queue_deadline     timestamptz not null
);
create index session_queue_refill on session_queue (pool_id, priority desc, enqueued_at, session_id);
create index session_queue_deadline on session_queue (queue_deadline);

-- No index on expires_at: renewals stay HOT, and the sweep of a whole table is cheap.
create table lease (
    session_id         uuid        primary key,
    tenant_id          uuid        not null,
    epoch              bigint      not null,
    pool_id            uuid        not null,
    run_id             uuid        not null,
    runner_id          uuid        not null,
    runner_epoch       bigint      not null,
    host_id            text        not null,
    offer_id           text        not null,
    state              text        not null check (state in ('leased', 'starting', 'running', 'finishing')),
    desired            text        not null default 'run' check (desired in ('run', 'stop')),
    stop_reason        text,
    state_deadline     timestamptz not null,
    ttl_ms             bigint      not null,
    expires_at         timestamptz not null,
    leased_at          timestamptz not null default clock_timestamp(),
    shard              integer     not null,
    priority           integer     not null,
    labels             jsonb       not null,
    image              text,
    retry_on_lost      text        not null,
    max_attempts       integer     not null,
    session_timeout_ms bigint      not null,
    queue_wait_ms      bigint      not null,
    attempts           integer     not null,
    enqueued_at        timestamptz not null
) with (fillfactor = 70);
create index lease_runner on lease (runner_id);

-- One row for each epoch that ended, and for epoch 0 of what was never leased.
create table lease_history (
    session_id  uuid        not null,
    epoch       bigint      not null,
    tenant_id   uuid        not null,
    run_id      uuid        not null,
    pool_id     uuid        not null,
    runner_id   uuid,
    finished    boolean     not null,
    outcome     text,
    reason      text,
    result_hash text,
    attempts    integer     not null,
    leased_at   timestamptz,
    ended_at    timestamptz not null default clock_timestamp(),
    primary key (session_id, epoch)
);
create index lease_history_ended on lease_history (ended_at);

-- Changed only together with a lease that comes or goes.
create table tenant_usage (
    tenant_id uuid    primary key,
    running   integer not null default 0 check (running >= 0),
    cap       integer check (cap > 0),
    weight    integer not null default 1 check (weight > 0)
);

create table command (
    command_id uuid        primary key,
    tenant_id  uuid        not null,
    runner_id  uuid        not null,
    session_id uuid        not null,
    epoch      bigint      not null,
    kind       text        not null check (kind in ('stop_session', 'open_stream', 'close_stream')),
    payload    jsonb       not null,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    acked_at   timestamptz,
    result     text
);
create index command_open on command (runner_id, command_id) where acked_at is null;
create index command_session on command (session_id);

create table assignment (
    session_id uuid primary key,
    tenant_id  uuid not null,
    document   text not null
);

-- The highest number of a session's reports that was taken.
create table report_seq (
    session_id uuid   not null,
    epoch      bigint not null,
    tenant_id  uuid   not null,
    last_seq   bigint not null,
    primary key (session_id, epoch)
);

-- No tenant: one row for the whole installation, about the clock and the server of this database.
create table sweep_guard (
    only_one         boolean     primary key default true check (only_one),
    last_beat        timestamptz,
    primary_id       text        not null default '',
    no_expiry_before timestamptz not null default now()
);
insert into sweep_guard default values;

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
