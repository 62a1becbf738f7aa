package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * @param known the names in the directory; absent when it was not there
 * @param missingParents from the nearest on
 */
record Footprint(DataDirectory data, Optional<Set<Path>> known, List<Path> missingParents) {

    static Footprint of(DataDirectory data) {
        var root = data.root();
        return new Footprint(
                data,
                data.exists() ? Optional.of(names(root)) : Optional.empty(),
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
                if (!known.get().contains(name)) {
                    Scratch.delete(name);
                }
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

    private static Set<Path> names(Path directory) {
        try (var entries = Files.list(directory)) {
            return entries.collect(Collectors.toSet());
        } catch (IOException e) {
            throw new LocalStackException(
                    "The data directory " + directory + " cannot be read.", e);
        }
    }
}
