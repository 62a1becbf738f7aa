package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The container engine, by its command line. */
final class Docker {

    private Docker() {}

    /** Skips the test where there is no engine; in CI there must be one. */
    static void isNeeded() {
        boolean inCi = "true".equals(System.getenv("CI"));
        Assumptions.assumeTrue(inCi || Files.exists(Path.of("/var/run/docker.sock")));
    }

    static Cli.Ended ended(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return Cli.ended(command, Map.of());
    }

    /** What a command that must succeed prints. */
    static String run(String... words) throws IOException, InterruptedException {
        var ended = ended(words);
        assertThat(ended.exit()).as(ended.errors()).isZero();
        return ended.output();
    }
}
