-- Sessions that ask for the same stand in one lane, and the head of every lane is read without
-- looking at the rest: nobody waits behind many whose labels no runner has.
alter table session_queue add column demand text generated always as (md5(labels::text)) stored;
create index session_queue_lane
    on session_queue (pool_id, tenant_id, priority, demand, enqueued_at, session_id);

-- What a tenant runs is counted in its leases: a counter of its own would be one row that every
-- claim and every end of a tenant waits for, and could drift.
drop table tenant_usage;
create index lease_tenant on lease (tenant_id);
