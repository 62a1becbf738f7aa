package io.certyn.runner.work.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.SessionId;
import io.certyn.protocol.Registration;
import io.certyn.protocol.Sync;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.work.Intake;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.SessionHost;
import io.certyn.runner.work.Slots;
import io.certyn.runner.work.Terms;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private static final Terms SHORT =
            new Terms(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(1));

    private final Slots slots = new Slots(1);
    private final Mailbox mailbox = new Mailbox(Ticker.SYSTEM);
    private final Claims claims =
            new Claims(slots, mailbox, new NothingStarts(), Ticker.SYSTEM, SHORT);

    @Test
    void anOfferWhoseClaimIsNotAnsweredInTimeIsGivenBack() throws Exception {
        var offer = offer();

        var answer = claims.take(offer);

        assertThat(answer).isEqualTo(Intake.Answer.GONE);
        var batch = mailbox.take();
        assertThat(batch.claims()).isEmpty();
        assertThat(batch.declines())
                .containsExactly(new Sync.Decline(offer.offerId(), offer.session(), "TOO_LATE"));
        assertThat(slots.free()).isOne();
    }

    /** A topic may ring it again, for a lease that may have been granted long before. */
    @Test
    void anOfferThatWasGivenUpIsNotClaimedAgain() throws Exception {
        var offer = offer();
        claims.take(offer);
        mailbox.settle(mailbox.take(), answered());

        assertThat(claims.take(offer)).isEqualTo(Intake.Answer.GONE);
        assertThat(mailbox.take().isEmpty()).isTrue();
    }

    @Test
    void anOfferWithoutAFreeSlotIsLeftToOthers() throws Exception {
        slots.reserve(new SessionId(UUID.randomUUID()));

        assertThat(claims.take(offer())).isEqualTo(Intake.Answer.NOT_NOW);
        assertThat(mailbox.take().declines()).hasSize(1);
    }

    private static Sync.Offer offer() {
        return new Sync.Offer(
                "offer-1",
                new SessionId(UUID.randomUUID()).toString(),
                0,
                10_000,
                "spec",
                "image",
                null);
    }

    private static Sync.Answer answered() {
        return new Sync.Answer(
                1,
                "2026-03-02T12:00:00Z",
                "active",
                new Registration.Timing(1, 2, 3, 4),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                1);
    }

    /** Whatever is started here was not to be. */
    private static final class NothingStarts implements SessionHost {

        @Override
        public void start(LeaseKey key, Sync.ClaimResult claim) {
            throw new AssertionError("started " + key);
        }

        @Override
        public void stop(LeaseKey key, String reason) {
            throw new AssertionError("stopped " + key);
        }

        @Override
        public void drop(LeaseKey key, String reason) {
            throw new AssertionError("dropped " + key);
        }

        @Override
        public void completed(LeaseKey key) {
            throw new AssertionError("completed " + key);
        }

        @Override
        public boolean openStream(LeaseKey key, String relayPath, String publishToken) {
            return false;
        }

        @Override
        public boolean closeStream(LeaseKey key) {
            return false;
        }
    }
}
