-- Until when what runs may end by itself; null while nothing drains, and where that has no end.
alter table runner add column drain_until timestamptz;
alter table pool add column drain_until timestamptz;
create index runner_drain on runner (drain_until) where drain_until is not null;

-- A disabled pool takes neither sessions nor runners.
alter table pool drop constraint pool_state_check;
alter table pool add constraint pool_state_check check (state in ('active', 'draining', 'disabled'));

update lease set stop_reason = 'cancelled' where stop_reason = 'cancel';
