package io.certyn.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The runner as a process of its own, with {@link TestAgent} in place of the agent. */
final class TestRunner implements AutoCloseable {

    private final Process process;
    private final Path log;

    private TestRunner(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static TestRunner start(Path directory, String controlPlane, Map<String, String> settings)
            throws IOException {
        return start(directory, controlPlane, settings, Map.of());
    }

    /**
     * @param variables instead of those that every runner here is given
     */
    static TestRunner start(
            Path directory,
            String controlPlane,
            Map<String, String> settings,
            Map<String, String> variables)
            throws IOException {
        var keys = new LinkedHashMap<String, String>();
        keys.put("certyn.runner.executor", "process");
        keys.put("certyn.runner.state-directory", directory.resolve("state").toString());
        keys.put("certyn.runner.runtime-directory", directory.resolve("run").toString());
        keys.put("certyn.runner.agent-jar", agentJar(directory).toString());
        keys.put("certyn.runner.warm-agents", "0");
        keys.put("certyn.agent.chromium", "/bin/true");
        keys.put("certyn.agent.node", "/bin/true");
        keys.putAll(settings);
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        keys.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        var log = Files.createTempFile(directory, "runner", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "CONTROL_PLANE_URL",
                                controlPlane,
                                "RUNNER_POOL_ID",
                                TestControlPlane.POOL.toString(),
                                "REGISTRATION_TOKEN",
                                TestControlPlane.TOKEN,
                                "RUNNER_NAME",
                                "test",
                                "MAX_CONCURRENCY",
                                "2"));
        builder.environment().putAll(variables);
        return new TestRunner(builder.start(), log);
    }

    /** Without the log manager that test libraries bring along: the runner logs as it ships. */
    private static String classPath() {
        return Arrays.stream(
                        System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                .filter(entry -> !entry.contains("jboss-logmanager"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A jar that starts the test agent from the class path of this test. */
    static Path agentJar(Path directory) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, TestAgent.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(classPath().split(java.io.File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        var jar = directory.resolve("agent.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                var _ = new JarOutputStream(out, manifest)) {
            return jar;
        }
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the runner did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
