package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import io.certyn.local.LoopbackPort;

/** A port that was asked for by number, so that no other one will do. */
final class FixedPort {

    private FixedPort() {}

    /**
     * Refuses a port that is taken before something is started for it.
     *
     * @param option what the user names another one with
     */
    static void require(int port, String option) {
        if (port < 1 || port > 65_535 || !LoopbackPort.isFree(port)) {
            throw new LocalStackException(
                    "Port " + port + " is in use or cannot be used; " + option + " takes another.");
        }
    }
}
