package io.certyn.agent;

import io.certyn.agent.browser.playwright.PlaywrightBrowser;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs the real agent in this process against a {@link TestRunnerLink}. */
final class TestAgent implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Path directory;
    private final TestRunnerLink link;
    private final CompletableFuture<Agent.End> end;

    private TestAgent(Path directory, TestRunnerLink link, CompletableFuture<Agent.End> end) {
        this.directory = directory;
        this.link = link;
        this.end = end;
    }

    static TestAgent start(Assignment assignment) throws IOException {
        return start(assignment, DEADLINE);
    }

    static TestAgent start(Assignment assignment, Duration deadline) throws IOException {
        // A short path: the kernel allows 108 bytes for a socket.
        var directory = Files.createTempDirectory(Path.of("/tmp"), "ca");
        var socket = directory.resolve("link.sock");
        var link = TestRunnerLink.listen(socket, assignment, deadline);
        var work = Files.createDirectory(directory.resolve("work"));
        var settings =
                new Settings(
                        socket,
                        new PlaywrightBrowser.Setup(
                                chromium(), node(), work, false, Optional.empty()));
        var end = new CompletableFuture<Agent.End>();
        Thread.ofPlatform()
                .daemon()
                .name("test-agent")
                .start(
                        () -> {
                            try {
                                end.complete(new Agent(settings).run());
                            } catch (RuntimeException | Error e) {
                                end.completeExceptionally(e);
                            }
                        });
        return new TestAgent(directory, link, end);
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
                budgets);
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

    Agent.End end() throws InterruptedException, ExecutionException, TimeoutException {
        return end.get(60, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return end.isDone();
    }

    @Override
    public void close() throws IOException {
        try {
            end();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException("the agent did not end", e);
        }
        link.close();
        try (var files = Files.walk(directory)) {
            for (var path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
