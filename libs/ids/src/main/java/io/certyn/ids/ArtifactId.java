package io.certyn.ids;

import java.util.UUID;

/** One stored piece of evidence. */
public record ArtifactId(UUID value) {

    public static ArtifactId parse(String wire) {
        return new ArtifactId(WireForm.read("art", wire));
    }

    @Override
    public String toString() {
        return WireForm.write("art", value);
    }
}
