package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runners and pools that take nothing new, and what becomes of what they run. */
@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class DrainIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NOW = "{\"within\":\"PT0S\"}";

    private final TestCaller caller = new TestCaller("runners:manage", "runs:read");
    private final TestOrchestrator orchestrator = new TestOrchestrator(caller.tenant());

    @AfterEach
    void close() {
        orchestrator.close();
    }

    /** Stopped, and run again elsewhere as if nothing had been lost. */
    @ParameterizedTest
    @ValueSource(strings = {"runner", "pool"})
    void whatStillRunsAtTheEndOfADrainRunsAgainElsewhere(String drained) {
        // Given
        var pool = caller.pool("late-" + drained, "self_hosted");
        var runner = TestRunner.online(caller, pool);
        var session = orchestrator.request(pool);
        runner.sync().claim(runner.sync().hold(SOON).ok().offers().getFirst()).ok();
        var other = TestRunner.online(caller, pool);
        var path =
                drained.equals("pool")
                        ? "/api/v1/runner-pools/" + pool
                        : "/api/v1/runners/" + runner.id();

        // When
        assertThat(caller.post(path + "/drain", NOW).status()).isEqualTo(200);

        // Then
        var told = awaitStop(runner, session);
        assertThat(told.verdicts().getFirst().verdict()).isEqualTo("STOP");
        assertThat(told.verdicts().getFirst().reason()).isEqualTo("RUNNER_DRAINED");
        assertThat(told.commands().getFirst().kind()).isEqualTo("stop_session");
        var done = runner.sync().complete(session, 1, 'a', "CANCELLED").ok();
        assertThat(done.completionResults().getFirst().code()).isEqualTo("ACCEPTED");
        caller.post(path + "/resume", "");
        var again = awaitOffer(other);
        assertThat(again.session()).isEqualTo(session);
        assertThat(again.expectedEpoch()).isEqualTo(1);
    }

    /** Of the two that may drain it, the one that ends sooner. */
    @Test
    void untilWhenARunnerDrainsIsShown() {
        var pool = caller.pool("shown-drain", "self_hosted");
        var path = "/api/v1/runners/" + TestRunner.online(caller, pool).id();
        assertThat(caller.get(path).json().hasNonNull("drainUntil")).isFalse();

        var byItself = Instant.parse(drained(path, "PT2H").text("drainUntil"));
        drained("/api/v1/runner-pools/" + pool, "PT1H");
        var byItsPool = Instant.parse(caller.get(path).text("drainUntil"));

        assertThat(Duration.between(byItsPool, byItself))
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        caller.post(path + "/resume", "");
        caller.post("/api/v1/runner-pools/" + pool + "/resume", "");
        assertThat(caller.get(path).json().hasNonNull("drainUntil")).isFalse();
    }

    private TestCaller.Answer drained(String path, String within) {
        var answer = caller.post(path + "/drain", "{\"within\":\"%s\"}".formatted(within));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    /** Two seconds are two looks of the sweeper. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{\"within\":\"PT1H\"}"})
    void untilThenAndWithoutAnEndNothingIsStopped(String order) {
        var pool = caller.pool("patient" + order.length(), "self_hosted");
        var runner = TestRunner.online(caller, pool);
        var session = orchestrator.request(pool);
        runner.sync().claim(runner.sync().hold(SOON).ok().offers().getFirst()).ok();
        caller.post("/api/v1/runners/" + runner.id() + "/drain", order);
        runner.sync().report(session, 1, "running").ok();

        var parked = runner.sync().report(session, 1, "running").hold(Duration.ofSeconds(2)).ok();

        assertThat(parked.desired()).isEqualTo("draining");
        assertThat(parked.verdicts().getFirst().verdict()).isEqualTo("KEEP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "PT-1S", "P2D"})
    void aDrainThatCannotBeMeantIsRefused(String within) {
        var pool = caller.pool("odd", "self_hosted");
        var answer =
                caller.post(
                        "/api/v1/runner-pools/" + pool + "/drain",
                        "{\"within\":\"%s\"}".formatted(within));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("invalid-drain");
        assertThat(caller.get("/api/v1/runner-pools/" + pool).text("state")).isEqualTo("active");
    }

    @Test
    void nobodyJoinsADisabledPoolUntilItIsResumed() {
        // Given
        var pool = caller.pool("disabled", "self_hosted");
        var token = caller.registrationToken(pool);
        var member = TestRunner.online(caller, pool);

        // When
        var disabled = caller.post("/api/v1/runner-pools/" + pool + "/disable", "");

        // Then
        assertThat(disabled.text("state")).isEqualTo("disabled");
        assertThat(member.sync().ok().desired()).isEqualTo("draining");
        var refused = new TestRunner(pool).register(token, Map.of());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("pool-disabled");
        var tokens = "/api/v1/runner-pools/" + pool + "/registration-tokens";
        assertThat(caller.post(tokens, "{}").text("code")).isEqualTo("pool-disabled");

        caller.post("/api/v1/runner-pools/" + pool + "/resume", "");
        assertThat(new TestRunner(pool).register(token, Map.of()).status())
                .as("the token was not used up")
                .isEqualTo(200);
        assertThat(member.sync().ok().desired()).isEqualTo("active");
    }

    private static Sync.Answer awaitStop(TestRunner runner, String session) {
        for (int polls = 0; polls < 10; polls++) {
            var answer = runner.sync().report(session, 1, "running").hold(SOON).ok();
            if (!answer.verdicts().getFirst().verdict().equals("KEEP")) {
                return answer;
            }
        }
        throw new AssertionError("never told to stop " + session);
    }

    private static Sync.Offer awaitOffer(TestRunner runner) {
        for (int polls = 0; polls < 10; polls++) {
            var offers = runner.sync().hold(SOON).ok().offers();
            if (!offers.isEmpty()) {
                return offers.getFirst();
            }
        }
        throw new AssertionError("nothing was offered");
    }

    /** And none that came before is lost: the lease stays, and its end is taken. */
    @Test
    void afterADrainNoClaimIsGranted() {
        var pool = caller.pool("drained", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        var held = orchestrator.request(pool);
        runner.sync().claim(runner.sync().hold(SOON).ok().offers().getFirst()).ok();
        var waiting = orchestrator.request(pool);
        var offer = runner.sync().report(held, 1, "running").hold(SOON).ok().offers().getFirst();

        caller.post("/api/v1/runner-pools/" + pool + "/drain", "");

        var refused = runner.sync().report(held, 1, "running").claim(offer).ok().claimResults();
        assertThat(refused.getFirst().code()).isNotNull();
        var ended = runner.sync().report(held, 1, "running").complete(held, 1, 'a').ok();
        assertThat(ended.completionResults()).hasSize(1);
        assertThat(new TestRunner(pool).register(caller.registrationToken(pool), Map.of()).status())
                .as("a runner that comes meanwhile")
                .isEqualTo(200);

        caller.post("/api/v1/runner-pools/" + pool + "/resume", "");

        // The first poll is told at once that the pool takes sessions again.
        assertThat(runner.sync().hold(SOON).ok().desired()).isEqualTo("active");
        var next = runner.sync().hold(SOON).ok().offers();
        assertThat(next).extracting(one -> one.session()).containsExactly(waiting);
    }

    @Test
    void aRunnerThatComesToADrainingPoolTakesNothing() {
        var pool = caller.pool("late", "self_hosted");
        caller.post("/api/v1/runner-pools/" + pool + "/drain", "");

        var late = TestRunner.online(caller, pool);

        assertThat(late.sync().ok().desired()).isEqualTo("draining");
        caller.post("/api/v1/runner-pools/" + pool + "/resume", "");
        assertThat(late.sync().ok().desired()).isEqualTo("active");
    }

    @Test
    void aParkedPollIsToldAtOnceThatItsRunnerDrains() {
        var runner = TestRunner.online(caller, caller.pool("told", "self_hosted"));
        runner.sync().ok();
        var parked = runner.sync().hold(Duration.ofSeconds(30)).sendLater();

        caller.post("/api/v1/runners/" + runner.id() + "/drain", "");
        assertThat(TestRunner.read(soon(parked)).desired()).isEqualTo("draining");
        var again = runner.sync().hold(Duration.ofSeconds(30)).sendLater();
        caller.post("/api/v1/runners/" + runner.id() + "/resume", "");
        assertThat(TestRunner.read(soon(again)).desired()).isEqualTo("active");
    }

    /** Well before any poll is over by itself. */
    private static TestCaller.Answer soon(CompletableFuture<TestCaller.Answer> poll) {
        return poll.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
