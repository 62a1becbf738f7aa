package io.certyn.ids;

import java.util.UUID;

/** A registration token, named without its secret. */
public record RegistrationTokenId(UUID value) {

    public static RegistrationTokenId parse(String wire) {
        return new RegistrationTokenId(WireForm.read("rtk", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("rtk", value);
    }
}
