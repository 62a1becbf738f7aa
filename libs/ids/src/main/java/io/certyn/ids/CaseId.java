package io.certyn.ids;

import java.util.UUID;

/** A numbered test in plain language. */
public record CaseId(UUID value) {

    public static CaseId parse(String wire) {
        return new CaseId(WireForm.read("case", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("case", value);
    }
}
