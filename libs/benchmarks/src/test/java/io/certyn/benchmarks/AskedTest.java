package io.certyn.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedTest {

    @Test
    void withoutWordsABenchmarkIsRunWhole() {
        assertThat(Asked.read(List.of("leases"))).isEqualTo(new Asked.Bench("leases", List.of()));
    }

    @Test
    void partsAndExecutorsCanBeNamed() {
        assertThat(Asked.read(List.of("leases", "depth", "--json", "grid")))
                .isEqualTo(new Asked.Bench("leases", List.of("depth", "grid")));
        assertThat(Asked.read(List.of("dispatch", "docker")))
                .isEqualTo(new Asked.Bench("dispatch", List.of("docker")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | Give one of: startup, dispatch, overhead, leases, verdicts.",
                "speed | Give one of: startup, dispatch, overhead, leases, verdicts.",
                "startup docker | startup takes nothing more: no session runs in it.",
                "overhead grid | overhead takes some of: process, docker.",
                "verdicts docker | verdicts takes some of: explorer.",
                "leases docker | leases takes some of: grid, claims, depth, parked, pickup,"
                        + " recovery, fairness."
            })
    void whatCannotBeMeasuredIsRefusedWithWhatCan(String line, String sentence) {
        var words = line.isEmpty() ? List.<String>of() : List.of(line.split(" ", -1));

        assertThat(Asked.read(words)).isEqualTo(new Asked.Nonsense(sentence));
    }
}
