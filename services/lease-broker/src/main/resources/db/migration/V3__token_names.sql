-- A token is named and revoked by its id, since nobody but its holder has the secret.
alter table registration_token
    add column token_id   uuid not null default gen_random_uuid(),
    add column revoked_at timestamptz;
alter table registration_token alter column token_id drop default;
alter table registration_token add unique (tenant_id, token_id);
create index registration_token_pool on registration_token (pool_id, token_id);
