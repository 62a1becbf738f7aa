package io.certyn.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the product stands on, from its own launcher: database, broker and the services' keys, with
 * empty data. No start of the product can undercut its start.
 */
public final class Backing implements AutoCloseable {

    private final Path data;
    private final int postgresPort;
    private final int kafkaPort;
    private final Process process;
    private final BufferedReader output;
    private final Duration took;

    private Backing(Path root) throws IOException, InterruptedException {
        this.data = Files.createTempDirectory("certyn-bench-backing");
        this.postgresPort = freePort();
        this.kafkaPort = freePort();
        long from = System.nanoTime();
        this.process =
                new ProcessBuilder(
                                root.resolve("certyn").toString(),
                                "backing",
                                "--data-dir",
                                data.toString(),
                                "--postgres-port",
                                String.valueOf(postgresPort),
                                "--kafka-port",
                                String.valueOf(kafkaPort))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        this.output = process.inputReader();
        if (output.readLine() == null) {
            var status = process.waitFor();
            Directories.delete(data);
            throw new IOException("certyn backing ended with " + status);
        }
        this.took = Duration.ofNanos(System.nanoTime() - from);
    }

    /** Returns once both are ready. */
    public static Backing start(Path root) throws IOException, InterruptedException {
        return new Backing(root);
    }

    /** How long it took until both were ready. */
    Duration took() {
        return took;
    }

    public Path data() {
        return data;
    }

    public int postgresPort() {
        return postgresPort;
    }

    /** Kafka's bootstrap server. */
    public String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        output.close();
        Directories.delete(data);
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
