package io.certyn.ids;

import java.util.UUID;

/** A machine's credential for the API. */
public record ApiKeyId(UUID value) {

    public static ApiKeyId parse(String wire) {
        return new ApiKeyId(WireForm.read("key", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("key", value);
    }
}
