package io.certyn.broker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.certyn.broker.lease.LeaseSimulation.Plant;
import io.certyn.testing.world.World;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaseSimulationTest {

    /** Enough for every build; -Dcertyn.stories=20000 tells as many as a night should. */
    private static final int STORIES = Integer.getInteger("certyn.stories", 500);

    /** A bug may need bad luck to show; this many stories are enough for each of them. */
    private static final int MOST_TO_NOTICE = 300;

    @Test
    void sessionsSurviveEveryStorm() {
        World.seeds(STORIES)
                .parallel()
                .forEach(seed -> new LeaseSimulation(seed, Plant.NONE).run());
    }

    @ParameterizedTest
    @EnumSource(value = Plant.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedBugIsNoticed(Plant plant) {
        var noticed =
                LongStream.rangeClosed(1, MOST_TO_NOTICE)
                        .anyMatch(seed ->
                                catchThrowable(() -> new LeaseSimulation(seed, plant).run())
                                        instanceof AssertionError);
        assertThat(noticed).as(plant + " noticed").isTrue();
    }
}
