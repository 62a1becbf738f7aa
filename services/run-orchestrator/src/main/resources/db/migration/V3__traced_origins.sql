-- Origins that are told the run's trace, as JSON.
alter table environment add column traced_origins text not null default '[]';
