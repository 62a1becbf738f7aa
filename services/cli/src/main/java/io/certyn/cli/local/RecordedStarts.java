package io.certyn.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What each JVM of the product loads and links as it starts, recorded once after a build in the
 * JDK's AOT caches (JEP 483, 514, 515). A start that reads its own back takes half the CPU; one
 * that has none, or one of an older build, starts all the same.
 *
 * @param recording whether the JVMs started now write these files instead, which they do as they
 *     end
 */
record RecordedStarts(Path directory, boolean recording) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** All parts write at once as they end, which takes two cores about a minute. */
    private static final Duration PATIENCE_RECORDING = Duration.ofMinutes(5);

    static RecordedStarts of(Checkout checkout) {
        return new RecordedStarts(checkout.recordedStarts(), false);
    }

    static RecordedStarts toRecord(Checkout checkout) {
        return new RecordedStarts(checkout.recordedStarts(), true);
    }

    /**
     * The options with which a JVM reads or writes its record.
     *
     * @param jar what the part is started from
     */
    List<String> options(String part, Path jar) {
        var cache = directory.resolve(part + ".aot");
        if (recording) {
            return List.of("-XX:AOTCacheOutput=" + cache);
        }
        return isOf(jar, cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error") : List.of();
    }

    /** How long a part may take to end. */
    Duration patience() {
        return recording ? PATIENCE_RECORDING : PATIENCE;
    }

    private static boolean isOf(Path jar, Path cache) {
        try {
            return Files.exists(cache)
                    && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar))
                            > 0;
        } catch (IOException _) {
            return false;
        }
    }
}
