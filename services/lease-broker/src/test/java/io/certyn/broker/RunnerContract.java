package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.events.CloudEvent;
import io.certyn.events.EventTypes;
import io.certyn.events.MalformedEvent;
import io.certyn.events.Topics;
import io.certyn.events.session.SessionFinished;
import io.certyn.ids.SessionId;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a runner of either kind can rely on; the kinds differ only in how offers reach them. All
 * tests share one pool, since the first listener of a topic takes seconds to join.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunnerContract {

    private static final Duration HOLD = Duration.ofSeconds(20);

    /** Before an offer that nobody answers would be made again anyway. */
    private static final Duration AT_ONCE = Duration.ofSeconds(8);

    private final TestCaller caller = new TestCaller("runners:manage", "runs:read");
    private @Nullable Place place;

    private record Place(String pool, TestOrchestrator orchestrator, TestFacts facts) {}

    abstract String kind();

    /** Listens for offers of this pool from now on. */
    abstract void listen(String pool);

    /** The offer of this session, once it reaches this runner, which has room. */
    abstract Sync.Offer offered(TestRunner runner, String session, Duration patience);

    abstract void hangUp();

    @BeforeAll
    void open() {
        var pool = caller.pool("contract", kind());
        place =
                new Place(
                        pool,
                        new TestOrchestrator(caller.tenant()),
                        new TestFacts(Topics.SESSION_EVENTS));
        listen(pool);
    }

    @AfterAll
    void close() {
        hangUp();
        place().orchestrator().close();
        place().facts().close();
    }

    private Place place() {
        return Optional.ofNullable(place).orElseThrow();
    }

    @Test
    void anOfferReachesAFreeRunnerAndItsSessionGoesToItsEnd() {
        // Given
        var runner = runner();
        var session = place().orchestrator().request(place().pool());

        // When
        var offer = offered(runner, session);
        var claim = runner.sync().claim(offer).ok().claimResults().getFirst();
        runner.sync().report(session, 1, "starting").ok();
        var kept =
                runner.sync()
                        .report(session, 1, "running")
                        .with("events", List.of(step(session, 1)))
                        .ok();
        var done = runner.sync().complete(session, 1, 'a').ok();

        // Then
        assertThat(offer.expectedEpoch()).isZero();
        assertThat(offer.image()).isEqualTo("certyn/agent:local");
        assertThat(claim.epoch()).isEqualTo(1);
        assertThat(claim.assignment()).extracting(Assignment::session).isEqualTo(session);
        assertThat(kept.verdicts()).containsExactly(new Sync.Verdict(session, 1, "KEEP", null));
        assertThat(done.completionResults())
                .containsExactly(new Sync.CompletionResult(session, 1, "ACCEPTED"));
        assertThat(types(session))
                .containsExactly(
                        EventTypes.SESSION_LEASED,
                        EventTypes.SESSION_STARTING,
                        EventTypes.SESSION_RUNNING,
                        EventTypes.SESSION_STEP_FINISHED,
                        EventTypes.SESSION_FINISHED);
    }

    @Test
    void aClaimWinsOnceAndItsRepetitionGetsTheSameLease() {
        var runner = runner();
        var rival = runner();
        var session = place().orchestrator().request(place().pool());
        var offer = offered(runner, session);

        var first = runner.sync().claim(offer).ok().claimResults().getFirst();
        var late = rival.sync().claim(offer).ok().claimResults().getFirst();
        var again = runner.sync().claim(offer).ok().claimResults().getFirst();

        assertThat(first.code()).isNull();
        assertThat(late.code()).isEqualTo("TAKEN");
        assertThat(again.code()).isNull();
        assertThat(again.epoch()).isEqualTo(first.epoch()).isEqualTo(1);
        assertThat(again.assignment()).isEqualTo(first.assignment());
        assertThat(leases(session)).isEqualTo(1);
    }

    @Test
    void aStaleEpochIsRefusedEverywhere() {
        var runner = runner();
        var session = place().orchestrator().request(place().pool());
        var offer = offered(runner, session);

        var wrong = runner.sync().claim(session, 7).ok().claimResults().getFirst();
        runner.sync().claim(offer).ok();
        var report = runner.sync().report(session, 9, "running").ok();
        var done = runner.sync().complete(session, 9, 'a').ok();

        assertThat(wrong.code()).isEqualTo("STALE");
        assertThat(report.verdicts())
                .containsExactly(new Sync.Verdict(session, 9, "KILL", "STALE"));
        assertThat(done.completionResults())
                .containsExactly(new Sync.CompletionResult(session, 9, "STALE"));
        assertThat(leases(session)).isEqualTo(1);
    }

    @Test
    void whatIsRenewedIsKept() {
        var runner = runner();
        var session = leased(runner);
        TestDatabase.almostExpire(session);

        var renewed = runner.sync().report(session, 1, "running").ok();

        assertThat(renewed.verdicts()).containsExactly(new Sync.Verdict(session, 1, "KEEP", null));
        assertThat(leases(session, "expires_at > now() + interval '20 seconds'")).isEqualTo(1);
    }

    @Test
    void aDeclinedSessionIsOfferedAgain() {
        var runner = runner();
        var session = place().orchestrator().request(place().pool());
        var first = offered(runner, session);

        runner.sync()
                .with("declines", List.of(new Sync.Decline(first.offerId(), session, "busy")))
                .ok();
        var again = offered(runner, session, AT_ONCE);

        assertThat(again.offerId()).isNotEqualTo(first.offerId());
        assertThat(again.expectedEpoch()).isZero();
    }

    @Test
    void aRunnerWithoutASlotIsRefusedAndTheSessionWaitsOn() {
        var runner = runner();
        leased(runner);
        leased(runner);
        var session = place().orchestrator().request(place().pool());
        var other = runner();
        var offer = offered(other, session);

        var full = runner.sync().claim(offer).ok().claimResults().getFirst();
        var free = other.sync().claim(offer).ok().claimResults().getFirst();

        assertThat(full.code()).isEqualTo("NO_SLOT");
        assertThat(free.code()).isNull();
    }

    @Test
    void aResultMayBeRepeatedAndNoOtherFollows() {
        var runner = runner();
        var session = leased(runner);

        var first = runner.sync().complete(session, 1, 'a').ok();
        var again = runner.sync().complete(session, 1, 'a').ok();
        var other = runner.sync().complete(session, 1, 'c').ok();

        assertThat(List.of(code(first), code(again), code(other)))
                .containsExactly("ACCEPTED", "REPLAYED", "CONFLICT");
        var end = finished(session);
        assertThat(end.outcome()).isNull();
        assertThat(end.results()).hasSize(1);
        assertThat(end.manifestSha256()).isEqualTo("b".repeat(64));
        assertThat(end.attempts()).isEqualTo(1);
    }

    @Test
    void whoRunsACancelledSessionIsToldUntilItSaysSoAndItsResultDoesNotCount() {
        // Given
        var runner = runner();
        var session = leased(runner);
        runner.sync().report(session, 1, "running").ok();
        var parked = runner.sync().report(session, 1, "running").hold(HOLD).sendLater();

        // When
        place().orchestrator().cancel(session);

        // Then
        var told = TestRunner.read(parked.join());
        if (told.verdicts().getFirst().verdict().equals("KEEP")) {
            // A look in between that had read the lease already, but not yet the commands.
            told = runner.sync().report(session, 1, "running").hold(HOLD).ok();
        }
        assertThat(told.verdicts())
                .containsExactly(new Sync.Verdict(session, 1, "STOP", "CANCELLED_BY_USER"));
        assertThat(told.commands()).extracting(Sync.Command::kind).containsExactly("stop_session");
        assertThat(runner.sync().ok().commands()).isEqualTo(told.commands());
        runner.sync()
                .with("acks", List.of(new Sync.Ack(told.commands().getFirst().commandId(), "DONE")))
                .ok();
        assertThat(runner.sync().ok().commands()).isEmpty();
        assertThat(code(runner.sync().complete(session, 1, 'a').ok())).isEqualTo("ACCEPTED");
        var end = finished(session);
        assertThat(end.outcome()).isEqualTo("cancelled");
        assertThat(end.results()).isEmpty();
    }

    @Test
    void aDrainingRunnerIsGrantedNothingAndEndsWhatItHolds() {
        var runner = runner();
        var held = leased(runner);
        var session = place().orchestrator().request(place().pool());
        var offer = offered(runner, session);

        caller.post("/api/v1/runners/" + runner.id() + "/drain", "");
        var refused = runner.sync().report(held, 1, "running").claim(offer).ok();
        var done = runner.sync().complete(held, 1, 'a').ok();

        assertThat(refused.desired()).isEqualTo("draining");
        assertThat(refused.claimResults().getFirst().code()).isEqualTo("DRAINING");
        assertThat(refused.verdicts()).containsExactly(new Sync.Verdict(held, 1, "KEEP", null));
        assertThat(code(done)).isEqualTo("ACCEPTED");
        assertThat(leases(session)).isZero();
    }

    @Test
    void aLostSessionIsOfferedAgainAndGivenUpAfterItsLastAttempt() {
        // Given
        var runner = runner();
        var session = leased(runner);
        runner.sync().report(session, 1, "running").ok();

        // When
        TestDatabase.expire(session);
        var offer = offered(runner, session);
        var second = runner.sync().claim(offer).ok().claimResults().getFirst();
        TestDatabase.expire(session);

        // Then
        assertThat(offer.expectedEpoch()).isEqualTo(1);
        assertThat(second.epoch()).isEqualTo(2);
        var end = finished(session);
        assertThat(end.outcome()).isEqualTo("error");
        assertThat(end.reason()).isEqualTo("RUNNER_LOST");
        assertThat(end.attempts()).isEqualTo(2);
        assertThat(types(session))
                .containsExactly(
                        EventTypes.SESSION_LEASED,
                        EventTypes.SESSION_RUNNING,
                        EventTypes.SESSION_REQUEUED,
                        EventTypes.SESSION_LEASED,
                        EventTypes.SESSION_FINISHED);
        var zombie = runner.sync().report(session, 1, "running").complete(session, 1, 'a').ok();
        assertThat(zombie.verdicts().getFirst().verdict()).isEqualTo("KILL");
        assertThat(code(zombie)).isEqualTo("STALE");
    }

    @Test
    void aNewInstanceSilencesTheOlderOne() {
        // Given: full, so that no other session ends its poll
        var runner = TestRunner.online(caller, place().pool());
        var parked = runner.sync().with("freeSlots", 0).hold(Duration.ofSeconds(30)).sendLater();
        var older = runner.sync();

        // When
        var again = runner.open("instance-1", Map.of());
        var next = runner.open("instance-2", Map.of());

        // Then
        assertThat(again.json().path("runnerEpoch").asLong()).isEqualTo(1);
        assertThat(next.json().path("runnerEpoch").asLong()).isEqualTo(2);
        assertThat(parked.join().status()).isEqualTo(410);
        assertThat(older.send().status()).isEqualTo(410);
        assertThat(runner.sync().send().status()).isEqualTo(200);
    }

    /** A runner that has said how much room it has. */
    private TestRunner runner() {
        var runner = TestRunner.online(caller, place().pool());
        runner.sync().ok();
        return runner;
    }

    private Sync.Offer offered(TestRunner runner, String session) {
        return offered(runner, session, HOLD);
    }

    private String leased(TestRunner runner) {
        var session = place().orchestrator().request(place().pool());
        var claim = runner.sync().claim(offered(runner, session)).ok().claimResults().getFirst();
        assertThat(claim.code()).isNull();
        return session;
    }

    private static long leases(String session) {
        return leases(session, "true");
    }

    private static long leases(String session, String condition) {
        return TestDatabase.count(
                "select count(*) from lease where session_id = ? and " + condition,
                SessionId.parse(session).value());
    }

    private static String code(Sync.Answer answer) {
        return answer.completionResults().getFirst().code();
    }

    private List<String> types(String session) {
        return place().facts().until(session, EventTypes.SESSION_FINISHED).stream()
                .map(CloudEvent::type)
                .toList();
    }

    private SessionFinished finished(String session) {
        try {
            return place().facts()
                    .until(session, EventTypes.SESSION_FINISHED)
                    .getLast()
                    .dataAs(SessionFinished.class);
        } catch (MalformedEvent e) {
            throw new AssertionError(e);
        }
    }

    private static Sync.Event step(String session, long number) {
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
