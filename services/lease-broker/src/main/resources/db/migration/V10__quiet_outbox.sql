-- A transaction that notifies commits alone in the whole database: with many claims at once each
-- would wait for the disk in turn. Whoever commits wakes the publisher of its own process.
drop trigger outbox_notify on outbox;
drop function outbox_notify();
