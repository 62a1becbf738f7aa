package io.certyn.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that tests make where the system keeps temporary ones. */
public final class TestFiles {

    private TestFiles() {}

    /**
     * Has the JVM delete this and whatever is below it by now when it ends. Not by a hook of ours,
     * whose class loader may be closed by then.
     */
    public static void deleteAtTheEnd(Path root) {
        try (var tree = Files.walk(root)) {
            // What is said first is deleted last.
            tree.sorted().forEach(path -> path.toFile().deleteOnExit());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
