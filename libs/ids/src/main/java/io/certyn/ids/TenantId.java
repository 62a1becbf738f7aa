package io.certyn.ids;

import java.util.UUID;

/** The organisation that owns the data. */
public record TenantId(UUID value) {

    public static TenantId parse(String wire) {
        return new TenantId(WireForm.read("ten", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("ten", value);
    }
}
