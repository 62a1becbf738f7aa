-- A ticket that was used once is never accepted again, by any node; a row lives as long as its ticket.
create table used_ticket (
    ticket_id  text        primary key,
    tenant_id  uuid        not null,
    expires_at timestamptz not null
);
create index used_ticket_expiry on used_ticket (expires_at);
