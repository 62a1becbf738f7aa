-- A key the runner announced; it takes the place of the other with its first signature.
alter table runner add column next_key text;
