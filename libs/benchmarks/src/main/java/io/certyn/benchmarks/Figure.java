package io.certyn.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param id stable name, explained in docs/benchmarks.md
 * @param goal what we want, as text; null where the number is reported only
 * @param met whether it is what we want; null without a goal
 * @param peer null where nothing compares
 */
public record Figure(
        String id,
        double value,
        String unit,
        @Nullable String goal,
        @Nullable Boolean met,
        @Nullable Peer peer) {

    /** The same measured on something else in the same run. */
    public record Peer(String name, double value) {}

    public static Figure reported(String id, double value, String unit) {
        return new Figure(id, rounded(value), unit, null, null, null);
    }

    public static Figure atMost(String id, double value, String unit, double goal) {
        return new Figure(id, rounded(value), unit, "<= " + plain(goal), value <= goal, null);
    }

    public static Figure atLeast(String id, double value, String unit, double goal) {
        return new Figure(id, rounded(value), unit, ">= " + plain(goal), value >= goal, null);
    }

    public Figure beside(String name, double value) {
        return new Figure(id, this.value, unit, goal, met, new Peer(name, rounded(value)));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static String plain(double goal) {
        return goal == Math.rint(goal) ? Long.toString((long) goal) : Double.toString(goal);
    }
}
