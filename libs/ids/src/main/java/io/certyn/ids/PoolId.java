package io.certyn.ids;

import java.util.UUID;

/** A group of runners. */
public record PoolId(UUID value) {

    public static PoolId parse(String wire) {
        return new PoolId(WireForm.read("pool", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("pool", value);
    }
}
