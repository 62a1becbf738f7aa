-- Whether the runner's pool takes anything, kept on the row that a claim locks: a claim that waits
-- for a drain of the pool then reads what the drain wrote, which it would not in the pool's own row.
alter table runner add column pool_active boolean not null default true;
