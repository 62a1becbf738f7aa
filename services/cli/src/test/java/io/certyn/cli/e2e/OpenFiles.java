package io.certyn.cli.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which files processes have open, by Linux' own account. */
final class OpenFiles {

    private static final int ACCESS_MODE = 3;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private OpenFiles() {}

    /** The regular files that a process or one of its descendants may write, each with its path. */
    static Set<String> writable(ProcessHandle root) throws IOException {
        var found = new HashSet<String>();
        for (var process : Stream.concat(Stream.of(root), root.descendants()).toList()) {
            var own = Path.of("/proc", String.valueOf(process.pid()));
            try (var descriptors = Files.newDirectoryStream(own.resolve("fd"))) {
                for (var descriptor : descriptors) {
                    var info =
                            own.resolve("fdinfo").resolve(own.resolve("fd").relativize(descriptor));
                    addIfWritable(found, descriptor, info);
                }
            } catch (NoSuchFileException _) {
                // The process ended meanwhile.
            }
        }
        return found;
    }

    private static void addIfWritable(Set<String> found, Path descriptor, Path info)
            throws IOException {
        try {
            var file = Files.readAttributes(descriptor, "unix:mode,dev,ino");
            boolean regular = (number(file, "mode") & FILE_TYPE) == REGULAR;
            if (regular && isWritable(info)) {
                found.add(
                        "%d:%d %s"
                                .formatted(
                                        number(file, "dev"),
                                        number(file, "ino"),
                                        Files.readSymbolicLink(descriptor)));
            }
        } catch (NoSuchFileException _) {
            // Closed meanwhile.
        }
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static boolean isWritable(Path info) throws IOException {
        for (var line : Files.readAllLines(info)) {
            if (line.startsWith("flags:")) {
                return (Integer.parseInt(line.substring(6).strip(), 8) & ACCESS_MODE) != 0;
            }
        }
        return false;
    }
}
