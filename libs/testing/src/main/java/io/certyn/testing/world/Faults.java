package io.certyn.testing.world;

import java.time.Duration;

/** How badly a network behaves: probabilities per message, and the bounds of its delay. */
public record Faults(double lose, double duplicate, Duration least, Duration most) {

    /** Every message arrives once, after a millisecond. */
    public static final Faults CALM = new Faults(0, 0, Duration.ofMillis(1), Duration.ofMillis(1));

    /** A tenth lost, a tenth twice, and delays that reorder. */
    public static final Faults STORM =
            new Faults(0.1, 0.1, Duration.ofMillis(1), Duration.ofSeconds(3));

    public Faults {
        if (!(0 <= lose && lose <= 1 && 0 <= duplicate && duplicate <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1");
        }
        if (least.isNegative() || least.compareTo(most) > 0) {
            throw new IllegalArgumentException("delay from " + least + " to " + most);
        }
    }
}
