package io.certyn.runner.work.sync;

import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.work.Intake;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.SessionHost;
import io.certyn.runner.work.Slots;
import io.certyn.runner.work.Terms;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Claims through the sync exchange, whatever source the offer came from. */
public final class Claims implements Intake {

    private static final System.Logger LOG = System.getLogger(Claims.class.getName());

    /** Many times what rings before offers expire. */
    private static final int REMEMBERED = 1000;

    private final Slots slots;
    private final Mailbox mailbox;
    private final SessionHost sessions;
    private final Ticker ticker;
    private final Terms terms;

    /**
     * Offers whose claims came to nothing in time. A topic may ring one again, since it locks an
     * offer for less time than a claim may take; claimed again, the lease that its first claim may
     * have got would seem younger than it is.
     */
    private final Set<String> givenUp =
            Collections.synchronizedSet(
                    Collections.newSetFromMap(
                            new LinkedHashMap<>() {
                                @Override
                                protected boolean removeEldestEntry(
                                        Map.Entry<String, Boolean> eldest) {
                                    return size() > REMEMBERED;
                                }
                            }));

    public Claims(Slots slots, Mailbox mailbox, SessionHost sessions, Ticker ticker, Terms terms) {
        this.slots = slots;
        this.mailbox = mailbox;
        this.sessions = sessions;
        this.ticker = ticker;
        this.terms = terms;
    }

    @Override
    public Answer take(Sync.Offer offer) throws InterruptedException {
        SessionId session;
        try {
            session = Intake.session(offer);
        } catch (IllegalArgumentException _) {
            return Answer.MALFORMED;
        }
        if (givenUp.contains(offer.offerId()) || slots.knows(session, offer.expectedEpoch())) {
            return Answer.GONE;
        }
        if (!slots.reserve(session)) {
            mailbox.decline(new Sync.Decline(offer.offerId(), offer.session(), "NO_SLOT"));
            return Answer.NOT_NOW;
        }
        var answer =
                mailbox.claim(
                        new Sync.Claim(offer.session(), offer.expectedEpoch(), offer.offerId()));
        try {
            // Later than this, a lease that was granted may not be used any more.
            return settle(
                    session,
                    offer,
                    answer.get(terms.selfDeadline().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            mailbox.withdraw(offer.session());
            giveUp(offer);
            slots.release(session);
            return Answer.GONE;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a claim's answer never fails", e);
        }
    }

    private Answer settle(SessionId session, Sync.Offer offer, Mailbox.Claimed claimed) {
        var result = claimed.result();
        if (result.code() != null || result.assignment() == null) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "claim refused sessionId={0} code={1}",
                    session,
                    result.code());
            slots.release(session);
            return Answer.GONE;
        }
        var key = new LeaseKey(session, result.epoch());
        var timing = result.timing();
        var granted = timing == null ? terms : Terms.of(timing);
        if (!slots.hold(key, granted, claimed.firstSent(), ticker.nanos())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "claim answered too late sessionId={0} epoch={1}",
                    session,
                    key.epoch());
            giveUp(offer);
            return Answer.GONE;
        }
        LOG.log(
                System.Logger.Level.INFO,
                "session claimed sessionId={0} epoch={1}",
                session,
                key.epoch());
        sessions.start(key, result);
        return Answer.CLAIMED;
    }

    /** Given back unstarted, the attempt does not count. */
    private void giveUp(Sync.Offer offer) {
        givenUp.add(offer.offerId());
        mailbox.decline(new Sync.Decline(offer.offerId(), offer.session(), "TOO_LATE"));
    }
}
