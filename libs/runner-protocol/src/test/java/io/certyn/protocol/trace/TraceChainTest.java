package io.certyn.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceChainTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static List<String> lines() {
        var chain = new TraceChain("run_1", "ses_1");
        var place = new TraceChain.Place(Optional.of("cart"), Optional.of(1));
        return new ArrayList<>(
                List.of(
                        chain.append(
                                NOON,
                                place,
                                new TraceRecord.StepStart("Go to /", "go-to", false, null)),
                        chain.append(
                                NOON,
                                place,
                                new TraceRecord.Act(
                                        "open", null, "/", TraceRecord.Effect.DONE, 5, null)),
                        chain.append(
                                NOON, place, new TraceRecord.StepEnd("passed", null, null, 9))));
    }

    @Test
    void anUntouchedChainHolds() {
        assertThat(TraceChain.verify(lines())).isEmpty();
    }

    @Test
    void aLineSaysWhereItBelongsAndWhatItIs() {
        assertThat(lines().getFirst())
                .startsWith(
                        "{\"v\":1,\"seq\":1,\"ts\":\"2026-01-01T12:00:00Z\",\"run\":\"run_1\","
                                + "\"session\":\"ses_1\",\"case\":\"cart\",\"step\":1,")
                .endsWith(
                        "\"type\":\"step.start\",\"text\":\"Go to"
                                + " /\",\"parsed\":\"go-to\",\"check\":false}");
    }

    @Test
    void aChangedLineShows() {
        var lines = lines();
        lines.set(1, lines.get(1).replace("\"ms\":5", "\"ms\":6"));

        assertThat(TraceChain.verify(lines)).contains("line 3 does not follow the one before");
    }

    @Test
    void aMissingLineShows() {
        var lines = lines();
        lines.remove(1);

        assertThat(TraceChain.verify(lines)).contains("line 2 has seq 3");
    }
}
