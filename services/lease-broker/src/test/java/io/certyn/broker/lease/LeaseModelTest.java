package io.certyn.broker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every state of {@code docs/model/lease.pml}, visited by Spin. Skipped where Spin or a C compiler
 * is missing; in CI they must be there.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LeaseModelTest {

    private static final Path MODEL =
            Path.of(System.getProperty("certyn.root", "../..")).resolve("docs/model/lease.pml");

    @TempDir Path directory;

    @BeforeEach
    void needSpin() {
        boolean inCi = "true".equals(System.getenv("CI"));
        Assumptions.assumeTrue(inCi || (isOnPath("spin") && isOnPath("cc")));
    }

    @Test
    void theProtocolHolds() throws Exception {
        var visited = visited(List.of());

        assertThat(visited).contains("errors: 0");
        // Else Spin gave up before it had seen all.
        assertThat(visited).doesNotContain("max search depth too small");
    }

    /** What the protocol cannot do without; a model that held without it would prove nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"FENCE", "STOP", "GUARD", "OFFER_CHECK", "NEW_OFFER", "CANCEL_CHECK"})
    void withoutOneOfItsPartsItDoesNot(String part) throws Exception {
        assertThat(visited(List.of("-DWITHOUT_" + part)))
                .contains("assertion violated")
                .contains("errors: 1");
    }

    private String visited(List<String> parts) throws IOException, InterruptedException {
        Files.copy(MODEL, directory.resolve("lease.pml"));
        var spin = new ArrayList<>(List.of("spin", "-a"));
        spin.addAll(parts);
        spin.add("lease.pml");
        run(spin);
        run(List.of("cc", "-O2", "-DSAFETY", "-w", "-o", "pan", "pan.c"));
        return run(List.of("./pan", "-m100000"));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        var output = directory.resolve("output").toFile();
        var process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        try {
            assertThat(process.waitFor()).as(Files.readString(output.toPath())).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output.toPath());
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
