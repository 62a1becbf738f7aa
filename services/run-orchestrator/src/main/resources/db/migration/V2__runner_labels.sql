-- What a runner must have to be given sessions of the environment, as JSON.
alter table environment add column runner_labels text not null default '{}';
