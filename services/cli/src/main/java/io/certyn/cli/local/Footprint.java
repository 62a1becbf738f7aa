package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a data directory held before a start, so that one which is refused before any part was
 * started leaves nothing new behind.
 *
 * @param known what was there; absent when the directory was not
 * @param missingParents from the nearest on
 */
record Footprint(DataDirectory data, Optional<Known> known, List<Path> missingParents) {

    /** What the directory held, and who might look in. */
    private record Known(Set<Path> names, Set<PosixFilePermission> mode) {}

    static Footprint of(DataDirectory data) {
        var root = data.root();
        return new Footprint(
                data,
                data.exists() ? Optional.of(known(root)) : Optional.empty(),
                missingParents(root));
    }

    /** Deletes what came since, and the directory itself when it is one of those. */
    void restore() {
        if (!data.exists()) {
            return;
        }
        try {
            if (known.isEmpty()) {
                Scratch.delete(data.root());
                deleteParentsMadeForIt();
                return;
            }
            for (var name : names(data.root())) {
                if (!known.get().names().contains(name)) {
                    Scratch.delete(name);
                }
            }
            // Only its owner could, and whoever changed it is.
            if (!Files.getPosixFilePermissions(data.root()).equals(known.get().mode())) {
                Files.setPosixFilePermissions(data.root(), known.get().mode());
            }
        } catch (IOException e) {
            throw new LocalStackException(data.root() + " cannot be cleaned.", e);
        }
    }

    private void deleteParentsMadeForIt() throws IOException {
        for (var parent : missingParents) {
            try {
                Files.deleteIfExists(parent);
            } catch (DirectoryNotEmptyException _) {
                // Somebody else has a use for it by now.
                return;
            }
        }
    }

    private static List<Path> missingParents(Path directory) {
        return Stream.iterate(directory.getParent(), Objects::nonNull, Path::getParent)
                .takeWhile(Files::notExists)
                .toList();
    }

    private static Known known(Path directory) {
        try {
            return new Known(names(directory), Files.getPosixFilePermissions(directory));
        } catch (IOException e) {
            throw new LocalStackException(
                    "The data directory " + directory + " cannot be read.", e);
        }
    }

    private static Set<Path> names(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.collect(Collectors.toSet());
        }
    }
}
