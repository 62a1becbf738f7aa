package io.certyn.ids;

import java.util.UUID;

/** A person who signs in. */
public record AccountId(UUID value) {

    public static AccountId parse(String wire) {
        return new AccountId(WireForm.read("acc", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("acc", value);
    }
}
