package io.certyn.broker.runner;

import java.util.Map;

/**
 * What a runner says about itself and its host.
 *
 * @param host the same for all instances on one host
 */
public record Machine(
        String host, int slots, Map<String, String> labels, String version, String executor) {

    public static final int MOST_SLOTS = 256;
    public static final int MOST_LABELS = 32;
    public static final int LONGEST_TEXT = 200;

    public Machine {
        labels = Map.copyOf(labels);
    }
}
