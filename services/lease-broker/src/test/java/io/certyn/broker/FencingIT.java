package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.Topics;
import io.certyn.events.audit.AuditRecorded;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written under an epoch that a newer one followed. */
@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class FencingIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestCaller caller = new TestCaller("runners:manage");

    @Test
    void whatALostLeaseWritesChangesNothingAndIsToldOnce() {
        // Given
        var pool = caller.pool("fenced", "self_hosted");
        var zombie = TestRunner.online(caller, pool);
        try (var orchestrator = new TestOrchestrator(caller.tenant());
                var audit = new TestFacts(Topics.AUDIT_EVENTS)) {
            var session = orchestrator.request(pool);
            zombie.sync().claim(offered(zombie, session)).ok();
            var next = TestRunner.online(caller, pool);
            TestDatabase.expire(session);
            next.sync().claim(offered(next, session)).ok();

            // When
            for (int i = 0; i < 3; i++) {
                var told = zombie.sync().report(session, 1, "running").complete(session, 1, 'a');
                assertThat(told.ok().completionResults())
                        .containsExactly(new Sync.CompletionResult(session, 1, "STALE"));
            }
            assertThat(upload(zombie, session, 1).status()).isEqualTo(409);

            // Then
            assertThat(next.sync().report(session, 2, "running").ok().verdicts())
                    .containsExactly(new Sync.Verdict(session, 2, "KEEP", null));
            // Of an epoch of its own, so that whatever was told before it can be read by then.
            refusedByRelay(caller, session, 7);
            var told = audited(audit, session);
            assertThat(told)
                    .extracting(AuditRecorded::actor)
                    .containsExactly("runner:" + zombie.id(), "lease:" + session + "/7");
            assertThat(told)
                    .extracting(one -> one.details().get("service"))
                    .containsExactly("lease-broker", "relay");
        }
    }

    @Test
    void aRunnerThatHoldsItsLeaseIsToldOfNowhere() {
        var pool = caller.pool("kept", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        try (var orchestrator = new TestOrchestrator(caller.tenant());
                var audit = new TestFacts(Topics.AUDIT_EVENTS)) {
            var session = orchestrator.request(pool);
            runner.sync().claim(offered(runner, session)).ok();

            runner.sync().report(session, 1, "running").ok();
            runner.sync().complete(session, 1, 'a').ok();
            runner.sync().complete(session, 1, 'a').ok();

            refusedByRelay(caller, session, 7);
            assertThat(audited(audit, session))
                    .extracting(one -> one.details().get("epoch"))
                    .containsExactly("7");
        }
    }

    private static void refusedByRelay(TestCaller caller, String session, long epoch) {
        var told =
                TestCaller.asService(
                        "POST",
                        "/internal/v1/sessions/" + session + "/refused-epochs",
                        "{\"tenant\":\"%s\",\"epoch\":%d}".formatted(caller.tenant(), epoch));
        assertThat(told.status()).isEqualTo(204);
    }

    /** All that is told of a session up to what the relay told last. */
    private static List<AuditRecorded> audited(TestFacts audit, String session) {
        audit.untilValue("lease:" + session + "/7");
        return audit.until(session, EventTypes.AUDIT_RECORDED).stream()
                .map(FencingIT::read)
                .toList();
    }

    private static AuditRecorded read(CloudEvent fact) {
        try {
            return fact.dataAs(AuditRecorded.class);
        } catch (MalformedEvent e) {
            throw new AssertionError(e);
        }
    }

    private static Sync.Offer offered(TestRunner runner, String session) {
        return await().atMost(SOON)
                .until(
                        () ->
                                runner.sync().hold(SOON).ok().offers().stream()
                                        .filter(offer -> offer.session().equals(session))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static TestCaller.Answer upload(TestRunner runner, String session, long epoch) {
        return TestCaller.send(
                TestCaller.broker().resolve("/runner/v1/leases/" + session + "/uploads"),
                "POST",
                runner.accessToken(),
                """
                {"epoch":%d,"files":[{"name":"a.txt","kind":"screenshot","caseKey":"A-1","step":1,
                "bytes":12,"sha256":"%s","contentType":"text/plain"}]}
                """
                        .formatted(epoch, "a".repeat(64)));
    }
}
