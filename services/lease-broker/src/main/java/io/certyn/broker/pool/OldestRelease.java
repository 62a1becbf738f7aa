package io.certyn.broker.pool;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Optional;

/** The oldest release of the runner that is given sessions; empty for any. */
public record OldestRelease(Optional<Version> version) {

    /**
     * @throws IllegalArgumentException naming the key, if it is no version
     */
    public static OldestRelease of(Optional<String> text) {
        try {
            return new OldestRelease(text.map(Version::parse));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "certyn.lease.min-runner-version: " + e.getMessage(), e);
        }
    }

    /** Builds that are no release, such as a developer's, are taken for new. */
    public boolean admits(String release) {
        try {
            return version.isEmpty() || Version.parse(release).compareTo(version.get()) >= 0;
        } catch (IllegalArgumentException _) {
            return true;
        }
    }

    @Override
    public String toString() {
        return version.map(Version::toString).orElse("any");
    }
}
