package io.certyn.ids;

import java.util.UUID;

/** One request to execute, with its verdict. */
public record RunId(UUID value) {

    public static RunId parse(String wire) {
        return new RunId(WireForm.read("run", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("run", value);
    }
}
