package io.certyn.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A demo shop of its own, with the defects one wants. */
final class ShopProcess implements AutoCloseable {

    private static final String READY = "demo shop ready url=";

    private final Process process;
    private final BufferedReader output;
    private final int port;

    private ShopProcess(Process process, BufferedReader output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /**
     * @param defects ids between commas, {@code all}, or empty for none
     */
    static ShopProcess open(Path root, String defects) throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dcertyn.demo-shop.defects=" + defects,
                                "-jar",
                                root.resolve("services/demo-shop/target/demo-shop.jar").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var output = process.inputReader(StandardCharsets.UTF_8);
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                int port = URI.create(line.substring(READY.length()).strip()).getPort();
                return new ShopProcess(process, output, port);
            }
        }
        throw new IOException("the demo shop does not open");
    }

    /** By the name under which agents reach it. */
    String url() {
        return "http://demo-shop.certyn.localhost:" + port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        output.close();
    }
}
