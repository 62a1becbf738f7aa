package io.certyn.ids;

import java.util.UUID;

/** A selection of cases. */
public record SuiteId(UUID value) {

    public static SuiteId parse(String wire) {
        return new SuiteId(WireForm.read("ste", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("ste", value);
    }
}
