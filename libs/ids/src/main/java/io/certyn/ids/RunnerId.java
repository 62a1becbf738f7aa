package io.certyn.ids;

import java.util.UUID;

/** A daemon that offers slots. */
public record RunnerId(UUID value) {

    public static RunnerId parse(String wire) {
        return new RunnerId(WireForm.read("rnr", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("rnr", value);
    }
}
