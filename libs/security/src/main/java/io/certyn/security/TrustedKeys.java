package io.certyn.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The public keys of a directory, by issuer. Names come from the listing, never from a token. */
final class TrustedKeys {

    private static final String SUFFIX = ".pub";
    private static final long REST = Duration.ofSeconds(1).toNanos();

    private final Path directory;
    private final LongSupplier nanoTime;
    private volatile Map<String, PublicKey> keys = Map.of();
    private @Nullable Long readAt;

    TrustedKeys(Path directory, LongSupplier nanoTime) {
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    PublicKey of(String issuer) throws InvalidToken {
        var known = keys.get(issuer);
        if (known != null) {
            return known;
        }
        var found = readAgain().get(issuer);
        if (found == null) {
            throw new InvalidToken("issuer is not trusted");
        }
        return found;
    }

    /** Under a lock, so that a flood of unknown issuers costs one listing a second. */
    private synchronized Map<String, PublicKey> readAgain() throws InvalidToken {
        var now = nanoTime.getAsLong();
        if (readAt == null || now - readAt >= REST) {
            readAt = now;
            keys = read();
        }
        return keys;
    }

    private Map<String, PublicKey> read() throws InvalidToken {
        var read = new HashMap<String, PublicKey>();
        try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                var issuer = name.substring(0, name.length() - SUFFIX.length());
                read.put(issuer, SigningKeys.readPublic(file));
            }
        } catch (NoSuchFileException e) {
            throw new InvalidToken("directory of trusted keys is missing", e);
        } catch (IOException | IllegalArgumentException | java.io.UncheckedIOException e) {
            throw new InvalidToken("trusted keys cannot be read", e);
        }
        return Map.copyOf(read);
    }
}
