/**
 * Facts leave a service through a table that is written in the same transaction as the change they
 * follow from, and enter it through another that remembers what was already acted on. So a fact is
 * neither lost nor invented by a crash; it may be repeated, and the inbox makes that harmless.
 *
 * <p>The trigger wakes the publisher. A transaction that notifies commits alone in the whole
 * database, so a service with many of them leaves the trigger out and calls {@link
 * io.certyn.outbox.OutboxPublisher#committed} instead.
 *
 * <p>Each service copies {@code outbox.sql}, which lies beside this package's classes, into a
 * migration of its own:
 *
 * <pre>{@code
 * create table outbox (
 *     seq        bigint generated always as identity primary key,
 *     id         uuid        not null unique,
 *     tenant_id  uuid        not null,
 *     topic      text        not null,
 *     key        text        not null,
 *     headers    jsonb       not null,
 *     payload    text        not null,
 *     created_at timestamptz not null default now()
 * );
 *
 * create function outbox_notify() returns trigger language plpgsql as $$
 * begin
 *     perform pg_notify('outbox_' || tg_table_schema, '');
 *     return null;
 * end
 * $$;
 *
 * create trigger outbox_notify after insert on outbox
 *     for each statement execute function outbox_notify();
 *
 * create table inbox (
 *     tenant_id   uuid        not null,
 *     consumer    text        not null,
 *     event_id    uuid        not null,
 *     received_at timestamptz not null default now(),
 *     primary key (tenant_id, consumer, event_id)
 * );
 * }</pre>
 */
@NullMarked
package io.certyn.outbox;

import org.jspecify.annotations.NullMarked;
