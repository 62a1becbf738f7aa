package io.certyn.testing.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void eventsHappenInTheOrderOfTheirTimesAndThenOfTheirPlanning() {
        // Given
        var world = new World(1);
        var story = new ArrayList<String>();
        world.after(SECOND.multipliedBy(2), "late", () -> story.add("late"));
        world.after(SECOND, "first", () -> story.add("first"));
        world.after(SECOND, "second", () -> story.add("second"));

        // When
        world.run(SECOND.multipliedBy(2));

        // Then
        assertThat(story).containsExactly("first", "second", "late");
    }

    @Test
    void aRepeatedEventStopsWhenItsPlanIsCancelled() {
        // Given
        var world = new World(1);
        var ticks = new ArrayList<String>();
        var plan = world.every(SECOND, "tick", () -> ticks.add("tick"));
        world.run(SECOND.multipliedBy(3));

        // When
        plan.cancel();
        world.run(SECOND.multipliedBy(3));

        // Then
        assertThat(ticks).hasSize(3);
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        assertThat(story(7)).isEqualTo(story(7)).isNotEqualTo(story(8));
    }

    @Test
    void aStormLosesRepeatsAndReorders() {
        // When
        var arrived = story(3);

        // Then
        assertThat(arrived).doesNotContainSequence(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(arrived.stream().distinct().count()).isLessThan(200);
        assertThat(arrived.size()).isGreaterThan((int) arrived.stream().distinct().count());
    }

    @Test
    void aCalmNetworkDeliversEverythingOnceInOrder() {
        assertThat(story(3, Faults.CALM)).hasSize(200).isSorted();
    }

    @Test
    void aPartyThatIsCutOffHearsNothingUntilHealed() {
        // Given
        var world = new World(1);
        var network = new Network(world, Faults.CALM);
        var heard = new ArrayList<String>();
        network.cut("b");
        network.send("a", "b", "lost", () -> heard.add("lost"));
        world.run(SECOND);

        // When
        network.heal("b");
        network.send("a", "b", "kept", () -> heard.add("kept"));
        world.run(SECOND);

        // Then
        assertThat(heard).containsExactly("kept");
    }

    @Test
    void aBrokenInvariantNamesTheSeedAndTheLastEvents() {
        // Given
        var world = new World(42);
        world.always(
                "never",
                () -> {
                    throw new AssertionError("it happened");
                });
        world.after(SECOND, "the culprit", () -> {});

        // When, Then
        assertThatThrownBy(() -> world.run(SECOND))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 42")
                .hasMessageContaining("never")
                .hasMessageContaining("the culprit");
    }

    private static List<Integer> story(long seed) {
        return story(seed, Faults.STORM);
    }

    private static List<Integer> story(long seed, Faults faults) {
        var world = new World(seed);
        var network = new Network(world, faults);
        var arrived = new ArrayList<Integer>();
        for (var i = 1; i <= 200; i++) {
            var message = i;
            network.send("a", "b", "message " + i, () -> arrived.add(message));
        }
        world.run(Duration.ofMinutes(1));
        return arrived;
    }
}
