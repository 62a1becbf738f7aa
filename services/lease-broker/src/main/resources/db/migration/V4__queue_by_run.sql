-- Why a run waits is asked again and again while it does.
create index session_queue_run on session_queue (tenant_id, run_id);
