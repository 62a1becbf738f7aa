package io.certyn.relay;

import io.certyn.relay.stream.LiveStreams;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Plain objects as beans: the clock, so that tests can turn it, and the streams of this node. */
final class RelayBeans {

    private RelayBeans() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static LiveStreams streams() {
        return new LiveStreams();
    }
}
