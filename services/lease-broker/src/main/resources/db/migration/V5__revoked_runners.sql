-- A revoked runner is kept: its leases and its history name it.
alter table runner add column revoked_at timestamptz;
