package io.certyn.cli.e2e;

import io.certyn.testing.TestFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A runner of a customer: agents as processes, offers by polling. */
final class SelfHostedRunner implements AutoCloseable {

    private final Process process;
    private final Path runtime;
    private final Path log;

    private SelfHostedRunner(Process process, Path runtime, Path log) {
        this.process = process;
        this.runtime = runtime;
        this.log = log;
    }

    /**
     * How it is started.
     *
     * @param command what runs a command where the runner is to be
     * @param controlPlane where the runner finds it from there
     */
    record Site(UnaryOperator<List<String>> command, URI controlPlane, int slots) {

        static Site here(Stack stack, int slots) {
            return new Site(UnaryOperator.identity(), stack.api(), slots);
        }
    }

    /** Joins a pool with a token of its own. */
    static SelfHostedRunner start(Stack stack, Site site, String pool, String name)
            throws IOException, InterruptedException {
        var token = stack.registrationToken(pool);
        var root = Cli.root();
        // Short, since sockets lie in it.
        var runtime = Files.createTempDirectory("cr");
        var state = Files.createDirectories(stack.data().resolve(name));
        var builder =
                new ProcessBuilder(
                        site.command()
                                .apply(
                                        List.of(
                                                Path.of(
                                                                System.getProperty("java.home"),
                                                                "bin",
                                                                "java")
                                                        .toString(),
                                                "-XX:+UseSerialGC",
                                                "-Xmx96m",
                                                "-jar",
                                                root.resolve("services/runner/target/runner.jar")
                                                        .toString())));
        builder.environment()
                .putAll(
                        Map.ofEntries(
                                Map.entry("CONTROL_PLANE_URL", site.controlPlane().toString()),
                                Map.entry("CERTYN_SECURITY_ALLOW_PLAIN_HTTP", "true"),
                                Map.entry("RUNNER_POOL_ID", pool),
                                Map.entry("REGISTRATION_TOKEN", token),
                                Map.entry("RUNNER_NAME", name),
                                Map.entry("MAX_CONCURRENCY", String.valueOf(site.slots())),
                                Map.entry("CERTYN_RUNNER_EXECUTOR", "process"),
                                Map.entry("CERTYN_RUNNER_OFFERS", "sync"),
                                Map.entry("CERTYN_RUNNER_STATE_DIRECTORY", state.toString()),
                                Map.entry("CERTYN_RUNNER_RUNTIME_DIRECTORY", runtime.toString()),
                                Map.entry(
                                        "CERTYN_RUNNER_AGENT_JAR",
                                        root.resolve("services/agent/target/agent.jar").toString()),
                                Map.entry("CERTYN_RUNNER_WARM_AGENTS", "0"),
                                Map.entry(
                                        "CERTYN_AGENT_NODE",
                                        root.resolve("services/agent/target/node/node").toString()),
                                Map.entry(
                                        "CERTYN_AGENT_CHROMIUM",
                                        Optional.ofNullable(System.getenv("CHROMIUM"))
                                                .orElse("/usr/lib/chromium/chromium"))));
        var log = stack.data().resolve("logs").resolve(name + ".log");
        return new SelfHostedRunner(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(),
                runtime,
                log);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** How often it has said this. */
    int said(String what) throws IOException {
        return log().split(Pattern.quote(what), -1).length - 1;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException _) {
            process.destroyForcibly().onExit().join();
        }
        TestFiles.deleteAtTheEnd(runtime);
    }
}
