package io.certyn.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Measured values and their quantiles, by the nearest-rank method. */
public final class Samples {

    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    /**
     * @param quantile between 0 and 1
     */
    public double at(double quantile) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        var sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(quantile * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
