package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script at the root, in a checkout that is built and holds nothing else. */
class LauncherIT {

    @TempDir Path directory;

    private Path checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectory(directory.resolve("checkout"));
        Files.copy(Cli.root().resolve("certyn"), checkout.resolve("certyn"));
        for (var source :
                List.of(".mvn", "libs", "deploy/images", "deploy/test", "docs", "services/cli")) {
            Files.createDirectories(checkout.resolve(source));
        }
        Files.createFile(checkout.resolve("pom.xml"));
        Files.createFile(checkout.resolve("deploy/pom.xml"));
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

    /** With a build that says what it was asked for and does nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                ".mvn/jvm.config",
                "libs/New.java",
                "services/cli/New.java",
                "deploy/pom.xml",
                "deploy/test/New.java",
                "deploy/images/Dockerfile",
                "docs/problems.md"
            })
    void whatChangedIsBuiltBeforeAnythingElse(String source) throws Exception {
        var wrapper = Files.writeString(checkout.resolve("mvnw"), "#!/bin/sh\necho \"mvnw $*\"\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        Files.writeString(checkout.resolve(source), "changed");
        age(checkout.resolve(source));

        var down = new String[] {"down", "--data-dir", directory.resolve("none").toString()};
        var first = certyn(Map.of(), down);
        var second = certyn(Map.of(), down);

        assertThat(first.exit()).as(first.errors()).isZero();
        assertThat(first.errors())
                .startsWith("Building, since " + source + " changed.\nmvnw ")
                .contains(" install")
                .endsWith("Nothing was running.\n");
        assertThat(second.errors().strip()).isEqualTo("Nothing was running.");
    }

    /** Leaves one file newer than the last build. */
    private void age(Path changed) throws IOException {
        try (var files = Files.walk(checkout)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!file.equals(changed)) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
                }
            }
        }
    }

    @Test
    void anOldJdkIsPassedOver() throws Exception {
        var old = fakeJdk("17.0.2");

        var ended = certyn(Map.of("JAVA_HOME", old.toString()), "no-such-command");

        assertThat(ended.exit()).as(ended.errors()).isEqualTo(2);
        assertThat(ended.errors()).contains("no-such-command");
    }

    @Test
    void javaHomeComesFirst() throws Exception {
        var chosen = fakeJdk("99");

        var ended = certyn(Map.of("JAVA_HOME", chosen.toString()), "run", "--suite", "smoke");

        assertThat(ended.exit()).as(ended.errors()).isEqualTo(42);
        assertThat(ended.output()).contains("the chosen java").endsWith("run --suite smoke\n");
    }

    /** Its programs only say that they were started. */
    private Path fakeJdk(String version) throws IOException {
        var home = directory.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (var name : List.of("java", "javac")) {
            var program = home.resolve("bin").resolve(name);
            Files.writeString(program, "#!/bin/sh\necho \"the chosen java: $*\"\nexit 42\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        return home;
    }

    /**
     * Without the machine's browsers and its package manager, and with no Playwright to install
     * one.
     */
    @Test
    void withoutABrowserItSaysWhatToInstall() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        var programs = Files.createDirectory(directory.resolve("programs"));
        for (var name :
                List.of(
                        "sh",
                        "dirname",
                        "readlink",
                        "sed",
                        "head",
                        "find",
                        "id",
                        "touch",
                        "mkdir")) {
            Files.createSymbolicLink(programs.resolve(name), Path.of("/usr/bin", name));
        }
        var ended =
                Cli.ended(
                        List.of(
                                "unshare",
                                "--mount",
                                "sh",
                                "-c",
                                "mkdir -p /usr/lib/chromium && mount -t tmpfs none"
                                        + " /usr/lib/chromium && exec env -u CHROMIUM PATH=\"$1\""
                                        + " JAVA_HOME=\"$2\" \"$0\" up",
                                checkout.resolve("certyn").toString(),
                                programs.toString(),
                                System.getProperty("java.home")),
                        Map.of());

        assertThat(ended.exit()).as(ended.errors()).isEqualTo(10);
        assertThat(ended.errors().strip())
                .isEqualTo(
                        "No Chromium was found: install chromium or set CHROMIUM to its program.");
    }

    @Test
    void aBenchmarkNeedsAName() throws Exception {
        var ended = certyn(Map.of(), "bench");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.errors()).contains("Usage: ./certyn bench NAME");
    }

    /** Of a shell without a HOME, too, as a service manager starts it. */
    @Test
    void aHomeIsNotNeeded() throws Exception {
        var ended =
                Cli.ended(
                        List.of(
                                "env",
                                "-u",
                                "HOME",
                                checkout.resolve("certyn").toString(),
                                "--version"),
                        Map.of());

        assertThat(ended.exit()).as(ended.errors()).isZero();
        assertThat(ended.output()).startsWith("certyn ");
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
