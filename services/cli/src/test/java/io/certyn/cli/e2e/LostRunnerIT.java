package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A self-hosted runner that stands still for longer than its lease, with everything real. */
@ExtendWith(SharedStack.class)
class LostRunnerIT {

    /** So many that the case outlasts the time a runner may go unheard. */
    private static final int STOPS = 9;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Its agent stops by itself before another begins, and what it says afterwards changes nothing:
     * never do two agents act for one session, and only one result counts.
     */
    @Test
    void aFrozenRunnersSessionIsRunByAnotherAndByNoTwoAtOnce(Stack stack) throws Exception {
        try (var track = new Track()) {
            stack.post(
                    "/api/v1/projects/demo-shop/cases:import",
                    List.of(
                            Map.of("path", "t1.md", "text", Track.caseOf("TRACK-1", STOPS)),
                            Map.of("path", "t2.md", "text", Track.caseOf("TRACK-2", 1))));
            var pool = stack.unmannedEnvironment("track", track.url());
            try (var frozen = SelfHostedRunner.start(stack, pool, "frozen-runner")) {
                var id =
                        stack.run(Map.of("cases", List.of("TRACK-1"), "environment", "track"))
                                .path("id")
                                .asText();
                await().atMost(PATIENCE).until(() -> track.visits().size() >= 2);
                signal("-STOP", frozen);
                try (var other = SelfHostedRunner.start(stack, pool, "other-runner")) {
                    var run = stack.finished(id);

                    assertThat(run.path("status").asText())
                            .as(run + other.log())
                            .isEqualTo("passed");
                    assertThat(run.path("cases").get(0).path("attempt").asInt()).isEqualTo(2);
                    assertThat(frozen.process().children())
                            .as("its agent")
                            .allMatch(LostRunnerIT::hasEnded);
                    signal("-CONT", frozen);
                    await().atMost(PATIENCE).until(() -> frozen.log().contains("lease lost"));
                    assertThat(stack.get("/api/v1/runs/" + id)).isEqualTo(run);
                    assertThat(OutcomeTopic.finished(stack, id)).hasSize(1);
                } finally {
                    signal("-CONT", frozen);
                }
                oneAfterTheOther(track.visits());

                // Alone again, it takes sessions as if nothing had been.
                var next =
                        stack.finished(
                                stack.run(
                                                Map.of(
                                                        "cases",
                                                        List.of("TRACK-2"),
                                                        "environment",
                                                        "track"))
                                        .path("id")
                                        .asText());
                assertThat(next.path("status").asText())
                        .as(next + frozen.log())
                        .isEqualTo("passed");
            }
        }
    }

    /** The first browser is not seen again once the second has come, which visits every stop. */
    private static void oneAfterTheOther(List<Track.Visit> visits) {
        var first = visits.getFirst().browser();
        int change =
                IntStream.range(0, visits.size())
                        .filter(i -> !visits.get(i).browser().equals(first))
                        .findFirst()
                        .orElseThrow();
        assertThat(visits.subList(0, change))
                .as("stops of the first of " + visits)
                .hasSizeLessThan(STOPS);
        assertThat(visits.subList(change, visits.size()))
                .as(visits.toString())
                .extracting(Track.Visit::browser)
                .hasSize(STOPS)
                .containsOnly(visits.get(change).browser());
    }

    /** One that ended stays listed until its parent looks, which stands still. */
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
