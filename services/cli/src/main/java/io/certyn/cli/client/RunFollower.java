package io.certyn.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Follows a run by long poll until it is over, showing each change. */
public final class RunFollower {

    private static final Set<String> OVER = Set.of("passed", "failed", "cancelled", "error");
    private static final Duration HOLD = Duration.ofSeconds(30);

    private final ApiClient api;
    private final InstantSource clock;

    public RunFollower(ApiClient api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * @param onChange gets every state of the run that was seen
     * @return the finished run
     * @throws CommandFailed with {@link ExitCode#TIMED_OUT} when the time is over; the run goes on
     */
    public JsonNode follow(String run, Duration timeout, Consumer<JsonNode> onChange) {
        Instant deadline = clock.instant().plus(timeout);
        Optional<String> etag = Optional.empty();
        while (true) {
            var left = Duration.between(clock.instant(), deadline);
            if (!left.isPositive()) {
                throw new CommandFailed(
                        ExitCode.TIMED_OUT,
                        "Waited "
                                + timeout.toSeconds()
                                + " s; the run goes on. Follow it with: certyn watch "
                                + run);
            }
            var wait = left.compareTo(HOLD) < 0 ? left.plusMillis(999) : HOLD;
            var answer = api.getChanged("/api/v1/runs/" + run, etag, wait);
            if (answer.status() == 304) {
                continue;
            }
            etag = answer.etag();
            onChange.accept(answer.body());
            if (OVER.contains(answer.body().path("status").asText())) {
                return answer.body();
            }
        }
    }
}
