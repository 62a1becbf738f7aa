package io.certyn.agent.find;

import io.certyn.protocol.step.Target.Side;
import java.util.Optional;

/** Where an element lies in its frame, in CSS pixels. */
record Box(double left, double top, double width, double height) {

    /** How far edges that touch may overlap, as borders and shadows do. */
    private static final double SLACK = 2;

    static Optional<Box> read(String text) {
        var parts = text.split(",", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Box(
                            Double.parseDouble(parts[0]),
                            Double.parseDouble(parts[1]),
                            Double.parseDouble(parts[2]),
                            Double.parseDouble(parts[3])));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private double right() {
        return left + width;
    }

    private double bottom() {
        return top + height;
    }

    /** Whether this lies on that side of the other; straight, not across a corner. */
    boolean lies(Side side, Box other) {
        return switch (side) {
            case NEAR -> true;
            case BELOW -> top >= other.bottom() - SLACK && sharesColumn(other);
            case ABOVE -> bottom() <= other.top + SLACK && sharesColumn(other);
            case RIGHT_OF -> left >= other.right() - SLACK && sharesRow(other);
            case LEFT_OF -> right() <= other.left + SLACK && sharesRow(other);
        };
    }

    private boolean sharesColumn(Box other) {
        return left < other.right() && other.left < right();
    }

    private boolean sharesRow(Box other) {
        return top < other.bottom() && other.top < bottom();
    }

    /** The width of the gap between the two; 0 where they touch. */
    double gap(Box other) {
        double across = Math.max(0, Math.max(left - other.right(), other.left - right()));
        double along = Math.max(0, Math.max(top - other.bottom(), other.top - bottom()));
        return Math.hypot(across, along);
    }
}
