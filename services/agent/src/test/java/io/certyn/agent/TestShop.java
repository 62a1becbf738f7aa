package io.certyn.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The demo shop in a process of its own, as it was built last. */
final class TestShop implements AutoCloseable {

    private static final Path MODULE = Path.of("..", "demo-shop").toAbsolutePath().normalize();
    private static final Path CLASSES = MODULE.resolve("target/classes");
    private static final String READY = "demo shop ready url=";

    private final Process process;
    private final BufferedReader output;
    private final String url;

    private TestShop(Process process, BufferedReader output, String url) {
        this.process = process;
        this.output = output;
        this.url = url;
    }

    /** Whether there is one to open: it is a module of its own. */
    static boolean isBuilt() {
        return Files.isDirectory(CLASSES);
    }

    /**
     * @param defects ids between commas, {@code all}, or empty for none
     */
    static TestShop open(String defects) throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dcertyn.demo-shop.defects=" + defects,
                                "-cp",
                                CLASSES.toString(),
                                "io.certyn.demoshop.DemoShop")
                        .redirectErrorStream(true)
                        .start();
        var output = process.inputReader(UTF_8);
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return new TestShop(process, output, line.substring(READY.length()).strip());
            }
        }
        throw new IOException("the demo shop does not open");
    }

    String url() {
        return url;
    }

    /** A defect as a crawler sees it. */
    record Visible(String id, String kind, Pattern shown) {

        boolean fits(String findingKind, String rule, String subject) {
            return findingKind.equals(kind) && shown.matcher(rule + " " + subject).find();
        }
    }

    /** Every defect that a crawler can see without knowing what the shop should do. */
    static List<Visible> visible() throws IOException {
        return Files.readAllLines(MODULE.resolve("crawler.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", 3))
                .map(row -> new Visible(row[0], row[1], Pattern.compile(row[2])))
                .toList();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        output.close();
    }
}
