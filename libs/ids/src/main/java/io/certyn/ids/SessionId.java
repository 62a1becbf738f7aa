package io.certyn.ids;

import java.util.UUID;

/** One isolated browser and agent, used once. */
public record SessionId(UUID value) {

    public static SessionId parse(String wire) {
        return new SessionId(WireForm.read("ses", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("ses", value);
    }
}
