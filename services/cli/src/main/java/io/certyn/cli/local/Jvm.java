package io.certyn.cli.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How every JVM of the stack is started. */
final class Jvm {

    private Jvm() {}

    /** The program that runs this process, too. */
    static Path program() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * A small JVM that starts quickly: one garbage collector thread, and the first compiler only,
     * which halves the work of a start and is fast enough for one machine.
     */
    static List<String> options(String heap, List<String> more) {
        var options = new ArrayList<String>();
        options.addAll(
                List.of(
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        options.addAll(more);
        return List.copyOf(options);
    }
}
