package io.certyn.testing.backing;

import io.certyn.local.postgres.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The directory of this test JVM; its name holds the process id. */
final class TemporaryDirectory {

    private static final Pattern NAME = Pattern.compile("certyn-test-([0-9]+)");

    private TemporaryDirectory() {}

    static Path ofThisJvm() {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        var mine = parent.resolve("certyn-test-" + ProcessHandle.current().pid());
        try {
            if (!Files.isDirectory(mine)) {
                removeThoseOfTheDead(parent);
                Files.createDirectories(mine);
            }
            return mine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A finished or killed test JVM cannot clean up after itself reliably; the next one does. */
    private static void removeThoseOfTheDead(Path parent) throws IOException {
        try (var entries = Files.list(parent)) {
            for (var entry : entries.toList()) {
                var dead = owner(entry).filter(pid -> ProcessHandle.of(pid).isEmpty());
                if (dead.isPresent()) {
                    LocalPostgres.stopLeftover(entry.resolve("postgres"));
                    delete(entry);
                }
            }
        }
    }

    private static Optional<Long> owner(Path entry) {
        var matcher = NAME.matcher(entry.getFileName().toString());
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    private static void delete(Path root) throws IOException {
        try (var tree = Files.walk(root)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException | java.nio.file.NoSuchFileException _) {
            // Another test JVM removes the same directory at this moment.
        }
    }
}
