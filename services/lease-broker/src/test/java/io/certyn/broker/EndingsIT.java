package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.Topics;
import io.certyn.events.session.SessionFinished;
import io.certyn.ids.PoolId;
import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class EndingsIT {

    private static final Duration HOLD = Duration.ofSeconds(20);

    private final TestCaller caller = new TestCaller("runners:manage", "runs:read");
    private TestOrchestrator orchestrator = new TestOrchestrator(caller.tenant());
    private TestFacts facts = new TestFacts(Topics.SESSION_EVENTS);

    @BeforeEach
    void open() {
        orchestrator = new TestOrchestrator(caller.tenant());
        facts = new TestFacts(Topics.SESSION_EVENTS);
    }

    @AfterEach
    void close() {
        orchestrator.close();
        facts.close();
    }

    @Test
    void whatARevokedRunnerHoldsGoesToAnother() {
        var runner = runner("revoked", "self_hosted");
        var session = leased(runner);

        caller.delete("/api/v1/runners/" + runner.id());
        assertThat(runner.sync().complete(session, 1, 'a').send().status()).isEqualTo(401);
        TestDatabase.expire(session);

        var other = TestRunner.online(caller, runner.pool());
        var offers = other.sync().hold(Duration.ofSeconds(20)).ok().offers();
        assertThat(offers).extracting(Sync.Offer::session).containsExactly(session);
    }

    /** Else it would wait, for days, for runners that may never take it. */
    @Test
    void whatNamesAPoolOfAnotherTenantEndsAtOnce() {
        var theirs = new TestCaller("runners:manage").pool("theirs", "self_hosted");
        var nobodys = new PoolId(TestOrchestrator.id()).toString();

        for (var pool : List.of(theirs, nobodys)) {
            var end = finished(orchestrator.request(pool));

            assertThat(end.outcome()).isEqualTo("error");
            assertThat(end.reason()).isEqualTo("POOL_UNKNOWN");
            assertThat(end.attempts()).isZero();
        }
    }

    /** Requests are taken side by side, but not what is about one session. */
    @Test
    void noCancellationOvertakesItsRequest() {
        var pool = caller.pool("overtaken", "self_hosted");
        var sessions = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            var session = orchestrator.request(pool);
            orchestrator.cancel(session);
            sessions.add(session);
        }

        assertThat(sessions)
                .allSatisfy(
                        session -> assertThat(finished(session).outcome()).isEqualTo("cancelled"));
    }

    @Test
    void whatIsCancelledInTheQueueNeverRuns() {
        // Given
        var pool = caller.pool("cancel-queued", "self_hosted");
        var session = orchestrator.request(pool);

        // When
        orchestrator.cancel(session);

        // Then
        var end = finished(session);
        assertThat(end.outcome()).isEqualTo("cancelled");
        assertThat(end.reason()).isEqualTo("CANCELLED_BY_USER");
        assertThat(end.epoch()).isZero();
        var claim = TestRunner.online(caller, pool).sync().claim(session, 0).ok();
        assertThat(claim.claimResults().getFirst().code()).isEqualTo("TAKEN");
    }

    @Test
    void aCrashIsTriedAgainAndThenAnError() {
        var runner = runner("crash", "self_hosted");
        var session = leased(runner);

        var first = runner.sync().complete(session, 1, 'a', "AGENT_CRASHED").ok();
        var again = runner.sync().complete(session, 1, 'a', "AGENT_CRASHED").ok();
        runner.sync().claim(session, 1).ok();
        var second = runner.sync().complete(session, 2, 'd', "START_FAILED").ok();

        assertThat(List.of(code(first), code(again), code(second)))
                .containsExactly("ACCEPTED", "REPLAYED", "ACCEPTED");
        assertThat(finished(session).reason()).isEqualTo("START_FAILED");
    }

    @Test
    void whatIsOverdueIsKilled() {
        var runner = runner("overdue", "self_hosted");
        var session = leased(runner);
        runner.sync().report(session, 1, "running").ok();

        TestDatabase.overdue(session);

        assertThat(runner.sync().report(session, 1, "running").ok().verdicts())
                .containsExactly(new Sync.Verdict(session, 1, "KILL", "SESSION_TIMEOUT"));
        TestDatabase.expire(session);
        assertThat(finished(session).reason()).isEqualTo("SESSION_TIMEOUT");
    }

    @Test
    void nobodyWaitsLongerThanAgreed() {
        var pool = caller.pool("waited-out", "self_hosted");
        var session =
                orchestrator.request(
                        TestOrchestrator.id(), pool, Map.of(), 2, Duration.ofMillis(1));
        assertThat(finished(session).reason()).isEqualTo("QUEUE_TIMEOUT");
    }

    @Test
    void aRestartedRunnerKeepsWhatItStillHasAndLosesTheRest() {
        // Given
        var runner = runner("restart", "self_hosted");
        var kept = leased(runner);
        var gone = leased(runner);

        // When
        runner.open("instance-2", Map.of());
        var answer =
                runner.sync()
                        .with(
                                "inventory",
                                List.of(
                                        new Sync.Inventory(kept, 1, "c1", true),
                                        new Sync.Inventory(gone, 9, "c2", true)))
                        .ok();

        // Then
        assertThat(answer.verdicts())
                .containsExactly(
                        new Sync.Verdict(kept, 1, "KEEP", null),
                        new Sync.Verdict(gone, 9, "KILL", "STALE"));
        assertThat(facts.until(gone, EventTypes.SESSION_REQUEUED)).isNotEmpty();
        assertThat(code(runner.sync().complete(kept, 1, 'a').ok())).isEqualTo("ACCEPTED");
    }

    @Test
    void aRequestThatComesTwiceRunsOnce() {
        var runner = runner("duplicate", "self_hosted");
        var event = TestOrchestrator.id();
        var pool = runner.pool();
        var parked = runner.sync().hold(HOLD).sendLater();
        var session = orchestrator.request(event, pool, Map.of(), 2, Duration.ofMinutes(5));
        var offer = TestRunner.read(parked.join()).offers().getFirst();
        runner.sync().claim(offer).ok();
        runner.sync().complete(session, 1, 'a').ok();
        finished(session);

        var twin = orchestrator.request(event, pool, Map.of(), 2, Duration.ofMinutes(5));
        orchestrator.cancel(session);
        var fence = leased(runner);

        assertThat(queueRows(twin)).isZero();
        assertThat(fence).isNotEqualTo(twin);
        assertThat(types(session)).containsOnlyOnce(EventTypes.SESSION_FINISHED);
    }

    @Test
    void whatCannotBeReadIsParkedAndBlocksNothing() {
        var runner = runner("poison", "self_hosted");
        try (var parked = new TestFacts(Topics.deadLetters(Topics.SESSION_REQUESTS))) {
            orchestrator.sendRaw("poison-1", Map.of("ce_id", "no-uuid"), "{\"poison\":1}");
            orchestrator.send(
                    TestOrchestrator.id(),
                    EventTypes.SESSION_REQUESTED,
                    "poison-2",
                    "{\"session\":\"poison-2\"}");

            assertThat(parked.untilValue("\"poison\":1")).hasSize(1);
            assertThat(parked.untilValue("poison-2")).hasSize(1);
        }
        assertThat(leased(runner)).isNotEmpty();
    }

    private TestRunner runner(String pool, String kind) {
        return TestRunner.online(caller, caller.pool(pool, kind));
    }

    /** Requests a session and lets the runner claim it from its parked poll. */
    private String leased(TestRunner runner) {
        var parked = runner.sync().hold(HOLD).sendLater();
        var session = orchestrator.request(runner.pool());
        var offer = TestRunner.read(parked.join()).offers().getFirst();
        assertThat(offer.session()).isEqualTo(session);
        runner.sync().claim(offer).ok();
        return session;
    }

    private static long queueRows(String session) {
        return TestDatabase.count(
                "select count(*) from session_queue where session_id = ?",
                SessionId.parse(session).value());
    }

    private static String code(Sync.Answer answer) {
        return answer.completionResults().getFirst().code();
    }

    private List<String> types(String session) {
        return facts.until(session, EventTypes.SESSION_FINISHED).stream()
                .map(CloudEvent::type)
                .toList();
    }

    private SessionFinished finished(String session) {
        try {
            return facts.until(session, EventTypes.SESSION_FINISHED)
                    .getLast()
                    .dataAs(SessionFinished.class);
        } catch (MalformedEvent e) {
            throw new AssertionError(e);
        }
    }
}
