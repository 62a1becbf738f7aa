package io.certyn.ids;

import java.util.UUID;

/** A project: cases, suites and environments that belong together. */
public record ProjectId(UUID value) {

    public static ProjectId parse(String wire) {
        return new ProjectId(WireForm.read("prj", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("prj", value);
    }
}
