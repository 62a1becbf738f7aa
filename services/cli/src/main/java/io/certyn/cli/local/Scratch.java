package io.certyn.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Directories that nobody needs again. */
final class Scratch {

    private Scratch() {}

    static void delete(Path directory) throws IOException {
        try (var tree = Files.walk(directory)) {
            for (var entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }
}
