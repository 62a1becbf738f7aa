package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, in a checkout that is built and holds nothing else. */
class LauncherIT {

    @TempDir Path directory;

    private Path checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectory(directory.resolve("checkout"));
        Files.copy(Cli.root().resolve("certyn"), checkout.resolve("certyn"));
        for (var source : List.of(".mvn", "libs", "deploy/images", "docs", "services/cli")) {
            Files.createDirectories(checkout.resolve(source));
        }
        Files.createFile(checkout.resolve("pom.xml"));
        Files.createFile(checkout.resolve("docs/problems.md"));
        Files.createSymbolicLink(
                checkout.resolve("services/cli/target"), Cli.root().resolve("services/cli/target"));
        Files.createDirectories(checkout.resolve("target"));
        Files.createFile(checkout.resolve("target/launcher.stamp"));
    }

    @Test
    void everyOtherWordGoesToTheCommandLine() throws Exception {
        var ended = certyn(Map.of(), "down", "--data-dir", directory.resolve("none").toString());

        assertThat(ended.exit()).as(ended.errors()).isZero();
        assertThat(ended.errors().strip()).isEqualTo("Nothing was running.");
    }

    @Test
    @ExtendWith(SharedStack.class)
    void theExitCodeIsTheCommandLines(Stack stack) throws Exception {
        assertThat(certyn(Map.of(), "no-such-command").exit()).isEqualTo(2);
        assertThat(
                        certyn(
                                        Map.of(),
                                        "watch",
                                        "run_00000000000000000000000001",
                                        "--api-url",
                                        stack.api().toString(),
                                        "--api-key",
                                        "wrong")
                                .exit())
                .isEqualTo(3);
    }

    @Test
    void aBenchmarkNeedsAName() throws Exception {
        var ended = certyn(Map.of(), "bench");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.errors()).contains("Usage: ./certyn bench NAME");
    }

    /** Hides the machine's JDKs in a mount namespace of its own, which only root can make. */
    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        var hidden =
                "mount -t tmpfs none /usr/lib/jvm && mount -t tmpfs none /opt && exec env -u"
                        + " JAVA_HOME HOME=/nonexistent PATH=/usr/bin:/bin sh \"$0\" up";

        var ended =
                Cli.ended(
                        List.of(
                                "unshare",
                                "--mount",
                                "sh",
                                "-c",
                                hidden,
                                checkout.resolve("certyn").toString()),
                        Map.of());

        assertThat(ended.exit()).as(ended.errors()).isEqualTo(10);
        assertThat(ended.errors().lines())
                .singleElement()
                .asString()
                .startsWith("Certyn needs a JDK 25 or newer: install one");
    }

    private Cli.Ended certyn(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(checkout.resolve("certyn").toString()));
        command.addAll(List.of(words));
        return Cli.ended(command, environment);
    }
}
