package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.events.Topics;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class WholeSessionIT {

    @Test
    void aSessionGoesFromItsRequestToItsResult() {
        // Given
        var caller = new TestCaller("runners:manage", "runs:read");
        var pool = caller.pool("whole", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        try (var orchestrator = new TestOrchestrator(caller.tenant());
                var facts = new TestFacts(Topics.SESSION_EVENTS)) {
            var poll = runner.sync().hold(Duration.ofSeconds(20)).sendLater();

            // When
            var session = orchestrator.request(pool);
            var offer = TestRunner.read(poll.join()).offers().getFirst();
            var claim = runner.sync().claim(offer).ok().claimResults().getFirst();
            runner.sync().report(session, 1, "starting").ok();
            var kept =
                    runner.sync()
                            .report(session, 1, "running")
                            .with("events", List.of(step(session, 1)))
                            .ok();
            var done = runner.sync().complete(session, 1, 'a').ok();

            // Then
            assertThat(offer.session()).isEqualTo(session);
            assertThat(offer.expectedEpoch()).isZero();
            assertThat(claim.epoch()).isEqualTo(1);
            assertThat(claim.assignment()).extracting(Assignment::session).isEqualTo(session);
            assertThat(claim.leaseToken()).isNotEmpty();
            assertThat(kept.verdicts()).containsExactly(new Sync.Verdict(session, 1, "KEEP", null));
            assertThat(done.completionResults())
                    .containsExactly(new Sync.CompletionResult(session, 1, "ACCEPTED"));
            assertThat(facts.until(session, EventTypes.SESSION_FINISHED))
                    .extracting(CloudEvent::type)
                    .containsExactly(
                            EventTypes.SESSION_LEASED,
                            EventTypes.SESSION_STARTING,
                            EventTypes.SESSION_RUNNING,
                            EventTypes.SESSION_STEP_FINISHED,
                            EventTypes.SESSION_FINISHED);
        }
    }

    static Sync.Event step(String session, long number) {
        return new Sync.Event(
                session,
                1,
                number,
                "step_finished",
                Map.of(
                        "state", "finished",
                        "caseId", "case_1",
                        "key", "SHOP-001",
                        "step", 1,
                        "section", "steps",
                        "text", "Open \"/\"",
                        "startedAt", "2026-11-21T10:00:00Z",
                        "outcome", "passed",
                        "durationMs", 180));
    }
}
