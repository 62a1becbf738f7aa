package io.certyn.broker;

import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Optional;

/** The contract with runners that find offers in the answer to their parked sync. */
@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class SelfHostedRunnerIT extends RunnerContract {

    @Override
    String kind() {
        return "self_hosted";
    }

    @Override
    void listen(String pool) {}

    @Override
    Sync.Offer offered(TestRunner runner, String session, Duration patience) {
        var offer = Optional.<Sync.Offer>empty();
        while (offer.isEmpty()) {
            var offers = runner.sync().hold(patience).ok().offers();
            if (offers.isEmpty()) {
                throw new AssertionError("no offer of " + session);
            }
            offer = offers.stream().filter(one -> one.session().equals(session)).findFirst();
        }
        return offer.get();
    }

    @Override
    void hangUp() {}
}
