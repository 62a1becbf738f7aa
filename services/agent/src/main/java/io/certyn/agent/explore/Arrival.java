package io.certyn.agent.explore;

import java.util.Optional;

/**
 * What came of asking for an address.
 *
 * @param url where the answer came from in the end
 * @param status of the answer; 0 for none
 * @param problem why there was none
 */
public record Arrival(String url, int status, long ms, Optional<String> problem) {

    private static final int FIRST_BAD = 400;

    public boolean isGood() {
        return status > 0 && status < FIRST_BAD;
    }
}
