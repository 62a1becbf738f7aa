package io.certyn.testing.world;

import io.certyn.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Virtual time with a queue of things to happen. One thread; events at the same instant happen in
 * the order in which they were planned.
 */
public final class World {

    private static final int REMEMBERED = 60;

    private final long seed;
    private final RandomGenerator random;
    private final TestClock clock = new TestClock();
    private final PriorityQueue<Event> queue =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::sequence));
    private final Map<String, Runnable> invariants = new LinkedHashMap<>();
    private final Deque<Told> story = new ArrayDeque<>();
    private long planned;

    public World(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Seeds for a parameterized test: {@code count} of them from 1, or just the one in the system
     * property {@code certyn.seed}, to replay a failure.
     */
    public static LongStream seeds(int count) {
        var replay = Long.getLong("certyn.seed");
        return replay == null ? LongStream.rangeClosed(1, count) : LongStream.of(replay);
    }

    public RandomGenerator random() {
        return random;
    }

    public Clock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** A random time between two bounds, both included. */
    public Duration between(Duration least, Duration most) {
        return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Plans something; the plan may be taken back while it has not happened. */
    public Plan after(Duration delay, String what, Runnable action) {
        var event = new Event(now().plus(delay), planned++, what, action, new Plan());
        queue.add(event);
        return event.plan();
    }

    /** Plans something to happen again and again, first after one period. */
    public Plan every(Duration period, String what, Runnable action) {
        var plan = new Plan();
        repeat(period, what, action, plan);
        return plan;
    }

    /** States what must hold after every event; the check throws when it does not. */
    public void always(String name, Runnable check) {
        invariants.put(name, check);
    }

    /** Adds a line to the story that a failure prints. */
    public void tell(String line) {
        if (story.size() == REMEMBERED) {
            story.removeFirst();
        }
        story.addLast(new Told(now(), line));
    }

    /** Lets this much time pass. */
    public void run(Duration duration) {
        var end = now().plus(duration);
        while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
            happen(queue.remove());
        }
        clock.set(end);
    }

    /** Checks a final statement with the same report on failure as an invariant. */
    public void expect(String name, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | AssertionError e) {
            throw failure(name, e);
        }
    }

    private void happen(Event event) {
        if (event.plan().cancelled) {
            return;
        }
        clock.set(event.at());
        tell(event.what());
        expect(event.what(), event.action());
        invariants.forEach(this::expect);
    }

    private void repeat(Duration period, String what, Runnable action, Plan plan) {
        Runnable andAgain =
                () -> {
                    action.run();
                    if (!plan.cancelled) {
                        repeat(period, what, action, plan);
                    }
                };
        queue.add(new Event(now().plus(period), planned++, what, andAgain, plan));
    }

    private AssertionError failure(String what, Throwable cause) {
        var text = new ArrayList<String>();
        text.add("seed " + seed + ": " + what + ": " + cause.getMessage());
        text.add("replay with -Dcertyn.seed=" + seed + "; the last events:");
        story.forEach(told -> text.add(told.at() + " " + told.line()));
        return new AssertionError(String.join("\n  ", text), cause);
    }

    /** Kept as it is: most stories are never printed. */
    private record Told(Instant at, String line) {}

    private record Event(Instant at, long sequence, String what, Runnable action, Plan plan) {}

    /** Something that will happen unless it is cancelled. */
    public static final class Plan {

        private boolean cancelled;

        private Plan() {}

        public void cancel() {
            cancelled = true;
        }
    }
}
