package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a data directory held before a start, so that one which is refused before any part was
 * started leaves nothing new behind.
 *
 * @param known the names in the directory; absent when it was not there
 */
record Footprint(DataDirectory data, Optional<Set<Path>> known) {

    static Footprint of(DataDirectory data) {
        return new Footprint(
                data, data.exists() ? Optional.of(names(data.root())) : Optional.empty());
    }

    /** Deletes what came since, and the directory itself when it is one of those. */
    void restore() {
        if (!data.exists()) {
            return;
        }
        try {
            if (known.isEmpty()) {
                Scratch.delete(data.root());
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

    private static Set<Path> names(Path directory) {
        try (var entries = Files.list(directory)) {
            return entries.collect(Collectors.toSet());
        } catch (IOException e) {
            throw new LocalStackException(
                    "The data directory " + directory + " cannot be read.", e);
        }
    }
}
