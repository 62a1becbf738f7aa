package io.certyn.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.artifact.blob.files.FileBlobs;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

    @TempDir Path directory;

    @Test
    void evidenceLiesInFilesUnlessSaidOtherwise() {
        assertThat(Stores.blobs(config(Map.of()))).isInstanceOf(FileBlobs.class);
    }

    @Test
    void anUnknownStoreIsNamed() {
        assertThatThrownBy(() -> Stores.blobs(config(Map.of("certyn.artifact.store", "tape"))))
                .hasMessage("certyn.artifact.store is tape, but can be files or s3 only");
    }

    @Test
    void aBucketNeedsItsNameAndItsRegion() {
        var nothing = config(Map.of("certyn.artifact.store", "s3"));
        var noRegion =
                config(
                        Map.of(
                                "certyn.artifact.store", "s3",
                                "certyn.artifact.s3.bucket", "evidence"));

        assertThatThrownBy(() -> Stores.blobs(nothing))
                .hasMessage(
                        "certyn.artifact.store is s3, but certyn.artifact.s3.bucket is not set");
        assertThatThrownBy(() -> Stores.blobs(noRegion))
                .hasMessage(
                        "certyn.artifact.store is s3, but certyn.artifact.s3.region is not set");
    }

    private ArtifactConfig config(Map<String, String> given) {
        var values = new HashMap<>(given);
        values.put("certyn.artifact.directory", directory.toString());
        values.put("certyn.artifact.public-url", "http://traces.certyn.localhost:8080");
        // Only Quarkus reads the short form of the default.
        values.put("certyn.artifact.link-life", "PT5M");
        return new SmallRyeConfigBuilder()
                .withDefaultValues(values)
                .withMapping(ArtifactConfig.class)
                .build()
                .getConfigMapping(ArtifactConfig.class);
    }
}
