package io.certyn.broker;

import io.certyn.broker.lease.Terms;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Plain objects as beans. */
final class BrokerBeans {

    private BrokerBeans() {}

    /** For tokens and ids only; what decides about leases is the database's clock. */
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static Terms terms(LeaseConfig config) {
        return new Terms(
                config.heartbeat(),
                config.selfDeadline(),
                config.killGrace(),
                config.ttl(),
                config.offer(),
                new Terms.Limits(config.start(), config.stop(), config.finish()));
    }
}
