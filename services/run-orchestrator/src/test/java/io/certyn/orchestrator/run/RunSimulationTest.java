package io.certyn.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.testing.world.World;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the network does, a run gets the verdict it has earned, once. */
class RunSimulationTest {

    static LongStream seeds() {
        return World.seeds(3_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRunEndsAsItShould(long seed) {
        RunWorld.live(seed, new Decider.Real());
    }

    /** A simulation is believed only after it has caught planted bugs. */
    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void aPlantedBugIsCaught(PlantedBug bug) {
        assertThatThrownBy(() ->
                        LongStream.rangeClosed(1, 3_000).forEach(seed -> RunWorld.live(seed, bug)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("replay with -Dcertyn.seed=");
    }
}
