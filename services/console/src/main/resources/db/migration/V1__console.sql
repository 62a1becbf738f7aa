-- Who belongs to the installation and what they did. The tenant is part of every unique key, so
-- that one tenant never learns from a conflict what another one has.

-- The one table without tenant_id: its id is that.
create table tenant (
    id         uuid primary key,
    slug       text not null unique,
    name       text not null,
    created_at timestamptz not null
);

create table account (
    id            uuid primary key,
    tenant_id     uuid not null references tenant (id),
    name          text not null,
    -- Lower case: two spellings of one name are one account.
    name_key      text not null,
    password_hash text not null,
    created_at    timestamptz not null,
    unique (tenant_id, name_key)
);

create table member (
    tenant_id  uuid not null references tenant (id),
    account_id uuid not null references account (id),
    role       text not null,
    created_at timestamptz not null,
    primary key (tenant_id, account_id)
);

create table api_key (
    id           uuid primary key,
    tenant_id    uuid not null references tenant (id),
    name         text not null,
    -- SHA-256 of 256 random bits: nothing to guess, hence no salt and no slow hash.
    token_hash   bytea not null unique,
    scopes       text not null,
    created_by   text not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);

create index api_key_of_tenant on api_key (tenant_id, id desc);

create table signin (
    id         uuid primary key,
    tenant_id  uuid not null references tenant (id),
    account_id uuid not null references account (id),
    token_hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at   timestamptz
);

create table one_time_link (
    id         uuid primary key,
    tenant_id  uuid not null references tenant (id),
    purpose    text not null,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create table audit_event (
    id        uuid primary key,
    tenant_id uuid not null references tenant (id),
    actor     text not null,
    action    text not null,
    object    text not null,
    details   text not null,
    at        timestamptz not null
);

create index audit_event_of_tenant on audit_event (tenant_id, id desc);
