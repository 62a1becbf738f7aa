package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.cli.e2e.Network.Loss;
import io.certyn.cli.e2e.SelfHostedRunner.Site;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Self-hosted runners that the control plane loses for longer than a lease, each in another way and
 * all at once: one stands still, of three packets are lost. With everything real.
 */
@ExtendWith(SharedStack.class)
class LostRunnersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UNREACHABLE = "control plane unreachable";
    private static final String REACHABLE = "control plane reachable again";

    private final Stack stack;
    private final List<Lost> lost = new ArrayList<>();

    LostRunnersIT(Stack stack) {
        this.stack = stack;
    }

    /** A runner, how it is lost, and how it comes back. */
    private record Lost(SelfHostedRunner runner, boolean isPartitioned, Act lose, Act mend) {}

    @FunctionalInterface
    private interface Act {
        void go() throws Exception;
    }

    @BeforeAll
    static void needNetwork() {
        Network.isNeeded();
    }

    /**
     * Agents stop by themselves before others begin, and what comes back changes nothing: never do
     * two act for one session, and only one result counts. Shorter losses cost nothing at all.
     */
    @Test
    void theirSessionsAreRunByAnotherAndByNoTwoAtOnce() throws Exception {
        try (var network = Network.open();
                var track = new Track(network.address());
                var console = Pipes.toLoopback(network.address(), 0, stack.api().getPort());
                Closeable _ = this::close) {
            var pool = stack.unmannedEnvironment("track", track.url());
            startThoseToLose(network, console.port(), pool);
            var cases = cases(0);
            var id = start(cases);
            awaitVisits(track, cases);

            for (var one : lost) {
                one.lose().go();
            }
            try (var other = SelfHostedRunner.start(stack, Site.here(stack, 4), pool, "other")) {
                var run = stack.finished(id);

                isDoneBySecondAttempts(run, other);
                cases.forEach(key -> oneAfterTheOther(track.browsers(key)));
                noAgentIsLeft();
                comeBack(pool, run);
            }
            nothingIsLostInAShortWhile(track, pool);
        }
    }

    private void close() {
        lost.forEach(one -> one.runner().close());
    }

    private void startThoseToLose(Network network, int port, String pool) throws Exception {
        for (var loss : Loss.values()) {
            var machine = network.machine();
            var controlPlane =
                    URI.create("http://" + network.address().getHostAddress() + ":" + port);
            var site = new Site(machine::command, controlPlane, 1);
            var runner = SelfHostedRunner.start(stack, site, pool, "lost-" + loss);
            lost.add(new Lost(runner, true, () -> machine.lose(loss, port), machine::loseNothing));
        }
        var site = Site.here(stack, 1);
        var frozen = SelfHostedRunner.start(stack, site, pool, "lost-frozen");
        lost.add(
                new Lost(
                        frozen,
                        false,
                        () -> signal("-STOP", frozen),
                        () -> signal("-CONT", frozen)));
    }

    /** As many cases as there are runners to lose. */
    private List<String> cases(int from) throws Exception {
        var keys = IntStream.range(from, from + lost.size()).mapToObj(i -> "TRACK-" + i).toList();
        stack.post(
                "/api/v1/projects/demo-shop/cases:import",
                keys.stream()
                        .map(key -> Map.of("path", key + ".md", "text", Track.caseOf(key)))
                        .toList());
        return keys;
    }

    private String start(List<String> cases) throws Exception {
        return stack.run(Map.of("cases", cases, "environment", "track")).path("id").asText();
    }

    private static void awaitVisits(Track track, List<String> cases) {
        cases.forEach(key -> await().atMost(PATIENCE).until(() -> track.browsers(key).size() > 1));
    }

    private void isDoneBySecondAttempts(JsonNode run, SelfHostedRunner other) throws Exception {
        assertThat(run.path("status").asText()).as(run + other.log()).isEqualTo("passed");
        var artifacts = stack.artifacts(run.path("id").asText());
        for (var session : sessions(run.path("id").asText())) {
            assertThat(session.path("attempt").asInt()).as(session.toString()).isEqualTo(2);
            assertThat(session.path("epoch").asLong()).as(session.toString()).isEqualTo(2);
            assertThat(session.path("evidence").path("state").asText()).isEqualTo("complete");
            assertThat(artifacts)
                    .filteredOn(one -> one.path("session").equals(session.path("id")))
                    .filteredOn(one -> one.path("epoch").asLong() == 2)
                    .isNotEmpty();
        }
    }

    private List<JsonNode> sessions(String run) throws Exception {
        return list(stack.get("/api/v1/runs/" + run + "/sessions").path("items"));
    }

    private static List<JsonNode> list(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /** The first browser is not seen again once the second has come. */
    private static void oneAfterTheOther(List<String> browsers) {
        var first = browsers.getFirst();
        int last = browsers.lastIndexOf(first);
        assertThat(browsers.subList(last + 1, browsers.size()))
                .as("after the first of " + browsers)
                .isNotEmpty()
                .containsOnly(browsers.getLast());
        assertThat(browsers.subList(0, last + 1)).as("before the second").containsOnly(first);
    }

    /** Though nobody could tell their runners. */
    private void noAgentIsLeft() throws IOException {
        for (var one : lost) {
            assertThat(one.runner().process().children())
                    .as(one.runner().log())
                    .allMatch(LostRunnersIT::hasEnded);
        }
    }

    /** They are who they were, and what they say changes nothing. */
    private void comeBack(String pool, JsonNode run) throws Exception {
        var before = ids(pool, Instant.MIN);
        var mended = Instant.now();
        for (var one : lost) {
            one.mend().go();
        }
        for (var one : lost) {
            await().atMost(PATIENCE).until(() -> one.runner().said("lease lost") == 1);
        }
        await().atMost(PATIENCE).until(() -> ids(pool, mended).equals(before));
        var id = run.path("id").asText();
        assertThat(stack.get("/api/v1/runs/" + id)).isEqualTo(run);
        assertThat(OutcomeTopic.finished(stack, id)).hasSize(1);
    }

    /** Of runners that were heard of since. */
    private List<String> ids(String pool, Instant since) throws Exception {
        return list(stack.get("/api/v1/runners?pool=" + pool).path("items")).stream()
                .filter(one -> Instant.parse(one.path("lastSeen").asText()).isAfter(since))
                .map(one -> one.path("id").asText())
                .sorted()
                .toList();
    }

    /** They work as if nothing had been, also when renewals fail for less than they may. */
    private void nothingIsLostInAShortWhile(Track track, String pool) throws Exception {
        var cases = cases(lost.size());
        var id = start(cases);
        awaitVisits(track, cases);
        var partitioned = lost.stream().filter(Lost::isPartitioned).toList();
        int outages = said(partitioned, UNREACHABLE);
        int healed = said(partitioned, REACHABLE);
        for (var one : partitioned) {
            one.lose().go();
        }
        int all = partitioned.size();
        await().atMost(PATIENCE).until(() -> said(partitioned, UNREACHABLE) == outages + all);
        for (var one : partitioned) {
            one.mend().go();
        }
        await().atMost(PATIENCE).until(() -> said(partitioned, REACHABLE) == healed + all);
        track.release(cases);
        var run = stack.finished(id);
        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("passed");
        assertThat(sessions(id))
                .allSatisfy(one -> assertThat(one.path("attempt").asInt()).isEqualTo(1));
        assertThat(sessions(id))
                .extracting(one -> one.path("runner").asText())
                .doesNotHaveDuplicates()
                .isSubsetOf(ids(pool, Instant.MIN));
    }

    private static int said(List<Lost> by, String what) throws IOException {
        int count = 0;
        for (var one : by) {
            count += one.runner().said(what);
        }
        return count;
    }

    /** One that ended stays listed until its parent looks, which may stand still. */
    private static boolean hasEnded(ProcessHandle process) {
        try {
            var status = Files.readString(Path.of("/proc", process.pid() + "", "stat"));
            return status.substring(status.lastIndexOf(')')).startsWith(") Z");
        } catch (NoSuchFileException _) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String signal, SelfHostedRunner runner) throws Exception {
        var sent =
                Cli.ended(
                        List.of("kill", signal, String.valueOf(runner.process().pid())), Map.of());
        assertThat(sent.exit()).as(sent.errors()).isZero();
    }
}
