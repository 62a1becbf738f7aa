-- One claim of one session, statement by statement as the lease-broker's lease/store issues them.
-- Client c's session n has the number c * 1000000 + n, and its runner is one of the client's 64.
\set n :n + 1
\set session :client_id * 1000000 + :n
\set runner :client_id * 64 + :n % 64
begin;
select r.*, p.kind, r.pool_active and r.desired = 'active' as active
from runner r join pool p on p.pool_id = r.pool_id
where r.runner_id = numbered(:runner) and r.revoked_at is null for update of r;
select * from session_queue where session_id = any(array[numbered(:session)])
order by session_id for update;
select * from lease where session_id = any(array[]::uuid[]) or runner_id = numbered(:runner)
order by session_id for update;
select clock_timestamp() as now;
delete from session_queue where session_id = any(array[numbered(:session)]);
insert into lease (session_id, tenant_id, shard, pool_id, run_id, priority, labels, image,
    retry_on_lost, max_attempts, session_timeout_ms, queue_wait_ms, epoch, attempts,
    enqueued_at, runner_id, runner_epoch, host_id, offer_id, state, desired, stop_reason,
    state_deadline, ttl_ms, expires_at)
values (numbered(:session), numbered(0), 0, numbered(0), numbered(:session), 2, '{}', null,
    'ALWAYS', 2, 60000, 1800000, 1, 0,
    now(), numbered(:runner), 1, 'host', 'offer', 'leased', 'run', null,
    now() + interval '2 minutes', 30000, now() + interval '30 seconds');
insert into outbox (id, tenant_id, topic, key, headers, payload)
select r.id, r.tenant_id, r.topic, r.key, r.headers, r.payload
from rows from (json_to_recordset(cast(cast(message(:session) as text) as json))
        as (id uuid, tenant_id uuid, topic text, key text, headers jsonb, payload text))
    with ordinality as r (id, tenant_id, topic, key, headers, payload, n)
order by r.n;
select session_id, document from assignment where session_id = any(array[numbered(:session)]);
select command_id, session_id, epoch, kind, payload from command
where runner_id = numbered(:runner) and acked_at is null and expires_at > clock_timestamp()
order by command_id limit 100;
commit;
