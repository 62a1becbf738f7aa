package io.certyn.broker;

import io.certyn.protocol.Sync;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contract with runners that hear offers in the share group of their pool's topic. */
@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class InClusterRunnerIT extends RunnerContract {

    private @Nullable TestShareGroup group;

    @Override
    String kind() {
        return "in_cluster";
    }

    @Override
    void listen(String pool) {
        group = new TestShareGroup(pool);
    }

    @Override
    Sync.Offer offered(TestRunner runner, String session, Duration patience) {
        var members = Optional.ofNullable(group).orElseThrow();
        var end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end)) {
            for (var offer : members.poll(Duration.ofMillis(200))) {
                if (offer.session().equals(session)) {
                    return offer;
                }
            }
        }
        throw new AssertionError("no offer of " + session);
    }

    @Override
    void hangUp() {
        Optional.ofNullable(group).ifPresent(TestShareGroup::close);
    }
}
