package io.certyn.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What no start of the product can undercut: its database and its broker, with empty data. */
final class BackingAlone {

    private BackingAlone() {}

    /** Starts and stops both, and returns how long it took until they were ready. */
    static Duration start(Path root) throws IOException, InterruptedException {
        var data = Files.createTempDirectory("certyn-bench-backing");
        try {
            long from = System.nanoTime();
            var process =
                    new ProcessBuilder(
                                    root.resolve("certyn").toString(),
                                    "backing",
                                    "--data-dir",
                                    data.toString(),
                                    "--postgres-port",
                                    freePort(),
                                    "--kafka-port",
                                    freePort())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (BufferedReader output = process.inputReader()) {
                if (output.readLine() == null) {
                    throw new IOException("certyn backing ended with " + process.waitFor());
                }
                return Duration.ofNanos(System.nanoTime() - from);
            } finally {
                process.destroy();
                process.waitFor();
            }
        } finally {
            Directories.delete(data);
        }
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
