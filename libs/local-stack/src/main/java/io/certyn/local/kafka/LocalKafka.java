package io.certyn.local.kafka;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Kafka node as a child process, on the data of one directory. */
public final class LocalKafka implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final KafkaSettings settings;
    private final Process process;
    private final Duration patience;

    private LocalKafka(KafkaSettings settings, Process process, Duration patience) {
        this.settings = settings;
        this.process = process;
        this.patience = patience;
    }

    /**
     * Starts the node and waits until it serves. Its output goes to {@code kafka.log} in the
     * directory.
     */
    public static LocalKafka start(Path dataDirectory, Launch launch) {
        var root = dataDirectory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            Files.deleteIfExists(root.resolve(KafkaMain.READY));
        } catch (IOException e) {
            throw new LocalStackException(
                    "The data directory " + root + " cannot be created or written.", e);
        }
        var settings = KafkaSettings.of(root, KafkaSettings.RESTARTABLE);
        var kafka = new LocalKafka(settings, launch(settings, launch), launch.patience());
        try {
            kafka.awaitReady();
            return kafka;
        } catch (RuntimeException e) {
            kafka.process.destroyForcibly();
            throw e;
        }
    }

    /** Makes this the port of the next start on this directory, and of those after it. */
    public static void listenOn(Path dataDirectory, int port) {
        KafkaSettings.listenOn(dataDirectory, port);
    }

    /**
     * Where a node started next on this directory will listen, for clients that start together with
     * it; not to be asked while it runs.
     */
    public static String bootstrapServers(Path dataDirectory) {
        return KafkaSettings.of(dataDirectory, KafkaSettings.RESTARTABLE).bootstrapServers();
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process is gone, for whatever reason. */
    public CompletableFuture<?> onExit() {
        return process.onExit();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(KafkaSettings settings, Launch launch) {
        var command = new ArrayList<String>();
        command.add(launch.java().toString());
        command.addAll(launch.jvmArguments());
        command.addAll(List.of("-cp", launch.classPath(), KafkaMain.class.getName()));
        command.add(settings.dataDirectory().toString());
        command.add(Integer.toString(settings.brokerPort()));
        command.add(Integer.toString(settings.controllerPort()));
        var log = settings.dataDirectory().resolve("kafka.log").toFile();
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new LocalStackException("Kafka cannot start: " + e.getMessage(), e);
        }
    }

    private void awaitReady() {
        var ready = settings.dataDirectory().resolve(KafkaMain.READY);
        var log = settings.dataDirectory().resolve("kafka.log");
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!Files.exists(ready)
                    || !Files.readString(ready).equals(Long.toString(process.pid()))) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new LocalStackException("Kafka cannot start; its log is " + log + ".");
                }
                Thread.sleep(20);
            }
        } catch (IOException e) {
            throw new LocalStackException("Kafka cannot start; its log is " + log + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while Kafka was starting.", e);
        }
    }

    /**
     * How the child's JVM is started.
     *
     * @param patience how long it may take to end before it is killed
     */
    public record Launch(
            Path java, String classPath, List<String> jvmArguments, Duration patience) {

        private static final Duration PATIENCE = Duration.ofSeconds(10);

        public Launch {
            jvmArguments = List.copyOf(jvmArguments);
        }

        /** The Java and class path of this process, with a heap that suits one machine. */
        public static Launch likeThisProcess() {
            return new Launch(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path"),
                    List.of("-Xmx384m", "-XX:+UseSerialGC"),
                    PATIENCE);
        }
    }
}
