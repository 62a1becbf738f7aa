package io.certyn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.telemetry.Instruments.ControlPlane;
import io.certyn.telemetry.Instruments.RunnerDaemon;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The alerts of Prometheus, tried over time by its own tool. */
class AlertsTest {

    private static final Path DIRECTORY = Path.of("prometheus");
    private static final Pattern SERIES = Pattern.compile("self_hosted_[a-z_]+");

    /** Never left out where everything is there to be tested. */
    @Test
    void theyFireWhenTheirTimeHasPassedAndNotBefore() throws Exception {
        Assumptions.assumeTrue("true".equals(System.getenv("CI")) || isOnPath("promtool"));

        var tried =
                new ProcessBuilder("promtool", "test", "rules", "alerts.test.yaml")
                        .directory(DIRECTORY.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(tried.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tried.waitFor()).as(said).isZero();
    }

    /** Prometheus writes dots as underscores and adds what is counted or measured in. */
    @Test
    void theyAskForWhatIsSent() throws IOException {
        var sent =
                Set.of(
                        counter(ControlPlane.SYNC_REQUESTS),
                        counter(ControlPlane.SYNC_FAILURES),
                        counter(ControlPlane.RELAY_REQUESTS),
                        counter(ControlPlane.RELAY_TIMEOUTS),
                        counter(ControlPlane.LEASES_EXPIRED),
                        counter(RunnerDaemon.REGISTRATION_FAILURES),
                        RunnerDaemon.SYNC_DURATION.replace('.', '_') + "_seconds_count");

        var asked =
                SERIES.matcher(Files.readString(DIRECTORY.resolve("alerts.yaml")))
                        .results()
                        .map(found -> found.group())
                        .collect(Collectors.toSet());

        assertThat(asked).isEqualTo(sent);
    }

    private static String counter(String instrument) {
        return instrument.replace('.', '_') + "_total";
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
