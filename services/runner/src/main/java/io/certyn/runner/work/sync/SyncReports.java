package io.certyn.runner.work.sync;

import io.certyn.protocol.Sync;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.work.HeldLease.Event;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.Phase;
import io.certyn.runner.work.Reports;
import io.certyn.runner.work.Slots;
import java.util.Map;
import java.util.Optional;

/** Reports of sessions, on their way through the mailbox. */
public final class SyncReports implements Reports {

    private final Slots slots;
    private final Mailbox mailbox;
    private final Ticker ticker;

    public SyncReports(Slots slots, Mailbox mailbox, Ticker ticker) {
        this.slots = slots;
        this.mailbox = mailbox;
        this.ticker = ticker;
    }

    @Override
    public void phase(LeaseKey key, Phase phase) {
        slots.apply(key, new Event.Progressed(phase), ticker.nanos());
        mailbox.stir();
    }

    @Override
    public void running(LeaseKey key, Optional<String> image) {
        slots.apply(key, new Event.Running(image), ticker.nanos());
        mailbox.stir();
    }

    @Override
    public void event(LeaseKey key, String type, Map<String, Object> data) {
        if (slots.holds(key)) {
            mailbox.event(key, type, data);
        }
    }

    @Override
    public void agentGone(LeaseKey key) {
        slots.apply(key, new Event.AgentGone(), ticker.nanos());
        mailbox.stir();
    }

    @Override
    public void complete(LeaseKey key, Sync.Completion completion) {
        if (slots.holds(key)) {
            mailbox.complete(key, completion);
        }
    }
}
