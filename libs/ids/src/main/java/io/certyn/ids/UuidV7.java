package io.certyn.ids;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Time-ordered UUIDs (RFC 9562, version 7). Time and randomness are arguments. */
public final class UuidV7 {

    private static final long RANDOM_A = 0x0FFFL;
    private static final long RANDOM_B = 0x3FFF_FFFF_FFFF_FFFFL;

    private UuidV7() {}

    public static UUID at(Instant time, RandomGenerator random) {
        long high = (time.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & RANDOM_A);
        long low = 0x8000_0000_0000_0000L | (random.nextLong() & RANDOM_B);
        return new UUID(high, low);
    }
}
