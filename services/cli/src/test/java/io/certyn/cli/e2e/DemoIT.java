package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing a newcomer does. */
class DemoIT {

    @TempDir Path data;

    @Test
    void theSmokeSuitePassesInProcesses() throws Exception {
        theSmokeSuitePasses("process");
    }

    /** Skipped where no engine answers; in CI there must be one. */
    @Test
    void theSmokeSuitePassesInContainers() throws Exception {
        boolean inCi = "true".equals(System.getenv("CI"));
        Assumptions.assumeTrue(inCi || Files.exists(Path.of("/var/run/docker.sock")));

        theSmokeSuitePasses("docker");
    }

    private void theSmokeSuitePasses(String executor) throws Exception {
        var demo =
                Cli.run(
                        "demo",
                        "--once",
                        "--json",
                        "--executor",
                        executor,
                        "--data-dir",
                        data.toString());

        assertThat(demo.exit()).as(demo.errors()).isZero();
        var document = demo.json();
        assertThat(document.path("status").asText()).isEqualTo("passed");
        assertThat(document.path("conclusion").asText()).isEqualTo("success");
        assertThat(document.path("cases")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(document.path("cases"))
                .allSatisfy(one -> {
                    assertThat(one.path("outcome").asText()).isEqualTo("passed");
                    assertThat(one.path("durationMs").asLong()).isPositive();
                });
        assertThat(document.path("artifacts").asInt())
                .isGreaterThan(5 * document.path("cases").size());
        assertThat(document.path("outcomeEvent").toString())
                .contains("io.certyn.run.finished.v1")
                .contains(document.path("run").asText());
    }
}
