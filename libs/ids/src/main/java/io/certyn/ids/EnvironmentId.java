package io.certyn.ids;

import java.util.UUID;

/** A target that cases run against. */
public record EnvironmentId(UUID value) {

    public static EnvironmentId parse(String wire) {
        return new EnvironmentId(WireForm.read("env", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("env", value);
    }
}
