package io.certyn.agent;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real agent as a runner starts it: a process of its own, with hardly any environment, against
 * a {@link TestRunnerLink}.
 */
final class TestAgent implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Path directory;
    private final TestRunnerLink link;
    private final Process process;

    private TestAgent(Path directory, TestRunnerLink link, Process process) {
        this.directory = directory;
        this.link = link;
        this.process = process;
    }

    static TestAgent start(Assignment assignment) throws IOException {
        return start(assignment, DEADLINE);
    }

    static TestAgent start(Assignment assignment, Duration deadline) throws IOException {
        return start(assignment, deadline, Map.of());
    }

    /**
     * @param more variables of its environment
     */
    static TestAgent start(Assignment assignment, Duration deadline, Map<String, String> more)
            throws IOException {
        // A short path: the kernel allows 108 bytes for a socket.
        var directory = Files.createTempDirectory(Path.of("/tmp"), "ca");
        var socket = directory.resolve("link.sock");
        var link = TestRunnerLink.listen(socket, assignment, deadline);
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        var environment = command.environment();
        environment.clear();
        environment.putAll(
                Map.of(
                        "CERTYN_LINK", socket.toString(),
                        "CERTYN_CHROMIUM", chromium().toString(),
                        "PLAYWRIGHT_NODEJS_PATH", node().toString(),
                        "CERTYN_CHROMIUM_SANDBOX", "false",
                        "CERTYN_GPU", Boolean.toString(assignment.gpu()),
                        "CERTYN_WORK_DIRECTORY", directory.resolve("work").toString()));
        environment.putAll(more);
        var log = directory.resolve("agent.log").toFile();
        var process = command.redirectErrorStream(true).redirectOutput(log).start();
        var agent = new TestAgent(directory, link, process);
        var _ = process.onExit().thenRun(() -> link.ended(agent.log()));
        return agent;
    }

    /** One session with one case, the usual limits. */
    static Assignment assignment(
            String baseUrl,
            List<Assignment.Case> cases,
            Map<String, String> variables,
            Assignment.Budgets budgets) {
        return new Assignment(
                "run_test",
                "ses_test",
                "ten_test",
                "prj_test",
                "case",
                cases,
                new Assignment.Environment(
                        "env_test", "test", baseUrl, List.of(), false, variables, List.of()),
                List.of(),
                new Assignment.Viewport(1280, 720),
                "en-US",
                "UTC",
                false,
                budgets);
    }

    /** The same where a graphics processor is needed. */
    static Assignment onGpu(Assignment usual) {
        return elsewhere(usual, usual.viewport(), usual.locale(), usual.timeZone(), true);
    }

    /** The same in another browser. */
    static Assignment elsewhere(
            Assignment usual,
            Assignment.Viewport viewport,
            String locale,
            String timeZone,
            boolean gpu) {
        return new Assignment(
                usual.run(),
                usual.session(),
                usual.tenant(),
                usual.project(),
                usual.mode(),
                usual.cases(),
                usual.environment(),
                usual.wiki(),
                viewport,
                locale,
                timeZone,
                gpu,
                usual.budgets());
    }

    /** The same as an exploration. */
    static Assignment exploring(
            Assignment usual, boolean production, Assignment.Exploration exploration) {
        var target = usual.environment();
        return new Assignment(
                usual.run(),
                usual.session(),
                usual.tenant(),
                usual.project(),
                Assignment.EXPLORE,
                usual.cases(),
                new Assignment.Environment(
                        target.id(),
                        target.slug(),
                        target.baseUrl(),
                        target.origins(),
                        production,
                        target.variables(),
                        target.secrets()),
                usual.wiki(),
                usual.viewport(),
                usual.locale(),
                usual.timeZone(),
                usual.gpu(),
                usual.budgets(),
                exploration);
    }

    static Assignment.Case oneCase(String key, List<String> steps, List<String> expected) {
        return new Assignment.Case("case_" + key, key, 1, "Case " + key, steps, expected);
    }

    static Assignment.Budgets budgets() {
        return new Assignment.Budgets(100, 120_000, 3_000, 10_000);
    }

    static Path chromium() {
        return Stream.of(
                        System.getProperty("certyn.agent.chromium", ""),
                        "/usr/lib/chromium/chromium",
                        "/usr/lib/chromium-browser/chromium-browser",
                        "/opt/google/chrome/chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium on this machine"));
    }

    static Path node() {
        return Path.of(System.getProperty("certyn.agent.node", "target/node/node"))
                .toAbsolutePath();
    }

    TestRunnerLink link() {
        return link;
    }

    Sync.Result result() {
        return link.results().getFirst();
    }

    /** The status it ended with, once it has. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the agent did not end: " + log());
        }
        return process.exitValue();
    }

    /** Ends it as the kernel does when memory is short: without a word. */
    void kill() {
        process.destroyForcibly();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** Everything that runs below the agent: driver and browser. */
    Stream<ProcessHandle> descendants() {
        return process.descendants();
    }

    String log() {
        try {
            return Files.readString(directory.resolve("agent.log"));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        link.close();
        try (var files = Files.walk(directory)) {
            for (var path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
