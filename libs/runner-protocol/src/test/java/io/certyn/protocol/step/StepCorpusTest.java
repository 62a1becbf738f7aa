package io.certyn.protocol.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the corpus means exactly what stands beside it, in all versions to come. */
class StepCorpusTest {

    private static final String ARROW = " => ";

    /** A line of the corpus and what it has to come to. */
    record Entry(String line, String expected) {

        @Override
        public String toString() {
            return line;
        }
    }

    static Stream<Entry> understood() throws IOException {
        return read("understood.txt").stream();
    }

    static Stream<Entry> refused() throws IOException {
        return read("refused.txt").stream();
    }

    private static List<Entry> read(String name) throws IOException {
        var resource = Objects.requireNonNull(StepCorpusTest.class.getResourceAsStream(name), name);
        try (var lines =
                new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> {
                        int arrow = line.lastIndexOf(ARROW);
                        return new Entry(
                                line.substring(0, arrow), line.substring(arrow + ARROW.length()));
                    })
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("understood")
    void aLineMeansWhatTheCorpusSays(Entry entry) {
        assertThat(StepParser.parse(entry.line()))
                .isInstanceOfSatisfying(
                        ParseResult.Parsed.class,
                        parsed -> assertThat(parsed.step().text()).isEqualTo(entry.expected()));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aLineIsRefusedAtTheColumnTheCorpusSays(Entry entry) {
        assertThat(StepParser.parse(entry.line()))
                .isInstanceOfSatisfying(
                        ParseResult.NotUnderstood.class,
                        refusal ->
                                assertThat(refusal.column() + ": " + refusal.message())
                                        .isEqualTo(entry.expected()));
    }

    @Test
    void stepsThatDifferAreWrittenDifferently() throws IOException {
        var steps = new HashMap<String, Step>();
        for (var entry : read("understood.txt")) {
            if (StepParser.parse(entry.line()) instanceof ParseResult.Parsed(var step)) {
                assertThat(steps.merge(step.text(), step, (one, _) -> one)).isEqualTo(step);
            }
        }
        assertThat(steps).hasSizeGreaterThan(200);
    }

    @Test
    void theCorpusIsLargeEnoughToBeWorthTheName() throws IOException {
        assertThat(read("understood.txt")).hasSizeGreaterThanOrEqualTo(260);
        assertThat(read("refused.txt")).hasSizeGreaterThanOrEqualTo(180);
    }
}
