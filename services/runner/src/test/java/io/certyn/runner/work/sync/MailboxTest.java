package io.certyn.runner.work.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.SessionId;
import io.certyn.protocol.Registration;
import io.certyn.protocol.Sync;
import io.certyn.runner.work.LeaseKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private final AtomicLong now = new AtomicLong();
    private final Mailbox mailbox = new Mailbox(now::get);
    private final LeaseKey key = new LeaseKey(new SessionId(UUID.randomUUID()), 1);

    @Test
    void whatWasNotAcknowledgedIsSaidAgain() {
        mailbox.event(key, "step_finished", Map.of("step", 1));

        var lost = mailbox.take();
        var again = mailbox.take();

        assertThat(again.events()).isEqualTo(lost.events()).hasSize(1);
        mailbox.settle(again, answer(List.of()));
        assertThat(mailbox.take().isEmpty()).isTrue();
    }

    @Test
    void eventsAreNumberedWithoutGapsForEachSession() {
        var other = new LeaseKey(new SessionId(UUID.randomUUID()), 1);
        mailbox.event(key, "a", Map.of());
        mailbox.event(other, "b", Map.of());
        mailbox.settle(mailbox.take(), answer(List.of()));
        mailbox.event(key, "c", Map.of());

        assertThat(mailbox.take().events())
                .singleElement()
                .satisfies(event -> assertThat(event.seq()).isEqualTo(2));
    }

    @Test
    void aLeasesDeadlineCountsFromTheFirstTimeItsClaimWasSent() {
        var answer = mailbox.claim(new Sync.Claim(key.session().toString(), 0, "offer"));
        now.set(5);
        mailbox.take();
        now.set(9);
        var batch = mailbox.take();

        mailbox.settle(batch, answer(List.of(granted())));

        assertThat(answer.join().firstSent()).isEqualTo(5);
        assertThat(mailbox.take().claims()).isEmpty();
    }

    @Test
    void anAnswerWithoutTheClaimLeavesItWaiting() {
        var answer = mailbox.claim(new Sync.Claim(key.session().toString(), 0, "offer"));

        mailbox.settle(mailbox.take(), answer(List.of()));

        assertThat(answer).isNotDone();
        assertThat(mailbox.take().claims()).hasSize(1);
    }

    @Test
    void aCompletionWaitsForTheEventsBeforeIt() {
        for (int i = 0; i < 20; i++) {
            mailbox.event(key, "step_finished", Map.of("text", "x".repeat(20_000)));
        }
        mailbox.complete(key, completion());

        var first = mailbox.take();
        assertThat(first.events()).hasSizeBetween(1, 19);
        assertThat(first.completions()).isEmpty();
        int requests = 0;
        var batch = first;
        while (batch.completions().isEmpty()) {
            mailbox.settle(batch, answer(List.of()));
            batch = mailbox.take();
            requests++;
        }
        assertThat(requests).isBetween(3, 10);
    }

    @Test
    void ofALostLeaseNothingMoreIsSaid() {
        mailbox.event(key, "step_finished", Map.of());
        mailbox.complete(key, completion());

        mailbox.forget(key);

        assertThat(mailbox.take().isEmpty()).isTrue();
    }

    private Sync.Completion completion() {
        return new Sync.Completion(
                key.session().toString(), 1, List.of(), null, null, "hash", null);
    }

    private Sync.ClaimResult granted() {
        return new Sync.ClaimResult(key.session().toString(), 1, null, null, null, 1_000, null);
    }

    private static Sync.Answer answer(List<Sync.ClaimResult> claims) {
        return new Sync.Answer(
                1,
                "2026-03-02T12:00:00Z",
                "active",
                new Registration.Timing(1, 2, 3, 4),
                List.of(),
                claims,
                List.of(),
                List.of(),
                List.of(),
                1);
    }
}
