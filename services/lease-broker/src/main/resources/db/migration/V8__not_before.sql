-- Until when a session rests: asked for later, or lost more than once.
alter table session_queue add column not_before timestamptz not null default now();
alter table session_queue alter column not_before drop default;
