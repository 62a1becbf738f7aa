package io.certyn.artifact.artifact;

import io.certyn.protocol.Uploads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lowest epoch of a session that may still write, and where the evidence of that epoch stands.
 * An epoch that is over keeps its door open for a while, so that late evidence still counts.
 */
public sealed interface Fence {

    /** How long a finished session's evidence may take to arrive. */
    Duration GRACE = Duration.ofMinutes(2);

    long epoch();

    /** The session is running, or waits for its next lease. */
    record Open(long epoch) implements Fence {

        /** A lease under a newer epoch shuts out the older ones. */
        Fence raise(long newer) {
            return newer > epoch ? new Open(newer) : this;
        }
    }

    /**
     * The session is over and its files are awaited.
     *
     * @param manifest hash of the manifest the result named
     */
    record Finished(long epoch, @Nullable String manifest, Instant since) implements Fence {}

    /** The evidence was checked and does not change any more. */
    record Sealed(long epoch, Seal seal) implements Fence {}

    /** The result of the check. */
    sealed interface Seal {

        /** Every file the manifest lists is there, byte for byte. */
        record Complete() implements Seal {}

        /** Something is missing. */
        record Incomplete(String reason) implements Seal {}
    }

    /** The session was leased (again): what an older epoch wants to write is void. */
    static Fence leased(Optional<Fence> fence, long epoch) {
        return raised(fence, epoch);
    }

    /** The session lost its lease: the epoch that held it is void. */
    static Fence requeued(Optional<Fence> fence, long epoch) {
        return raised(fence, epoch + 1);
    }

    private static Fence raised(Optional<Fence> fence, long epoch) {
        return switch (fence.orElse(new Open(epoch))) {
            case Open open -> open.raise(epoch);
            // A repeated or late event about a session that is over changes nothing.
            case Finished finished -> finished;
            case Sealed sealed -> sealed;
        };
    }

    /** The session is over; from here on its evidence is awaited. */
    static Fence finished(
            Optional<Fence> fence, long epoch, @Nullable String manifest, Instant now) {
        return switch (fence.orElse(new Open(epoch))) {
            case Open open -> new Finished(Math.max(open.epoch(), epoch), manifest, now);
            case Finished finished -> finished;
            case Sealed sealed -> sealed;
        };
    }

    /**
     * Whether finished evidence can be sealed.
     *
     * @param listed what the manifest lists; empty while the manifest itself is missing
     * @param stored hash of each file stored under the epoch, by name
     * @return empty while there is still time for files to arrive
     */
    static Optional<Seal> check(
            Finished fence,
            Optional<List<Uploads.File>> listed,
            Map<String, String> stored,
            Instant now) {
        if (fence.manifest() == null) {
            return Optional.of(new Seal.Incomplete("NO_MANIFEST"));
        }
        boolean late = !now.isBefore(fence.since().plus(GRACE));
        if (listed.isEmpty()) {
            return late ? Optional.of(new Seal.Incomplete("MANIFEST_MISSING")) : Optional.empty();
        }
        for (var file : listed.get()) {
            var hash = stored.get(file.name());
            if (hash == null) {
                return late
                        ? Optional.of(new Seal.Incomplete("FILE_MISSING: " + file.name()))
                        : Optional.empty();
            }
            if (!hash.equals(file.sha256())) {
                return Optional.of(new Seal.Incomplete("HASH_MISMATCH: " + file.name()));
            }
        }
        return Optional.of(new Seal.Complete());
    }
}
