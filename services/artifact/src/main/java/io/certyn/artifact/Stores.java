package io.certyn.artifact;

import io.certyn.artifact.blob.Blobs;
import io.certyn.artifact.blob.files.FileBlobs;
import io.certyn.artifact.blob.s3.Bucket;
import io.certyn.artifact.blob.s3.S3Blobs;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Opens the configured store; a store that cannot be used stops the start. */
final class Stores {

    private Stores() {}

    @Produces
    @Singleton
    @Startup
    static Blobs blobs(ArtifactConfig config) {
        return switch (config.store()) {
            case "files" -> files(config);
            case "s3" -> s3(config);
            default ->
                    throw new IllegalArgumentException(
                            "certyn.artifact.store is "
                                    + config.store()
                                    + ", but can be files or s3 only");
        };
    }

    private static Blobs files(ArtifactConfig config) {
        try {
            return new FileBlobs(config.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "certyn.artifact.directory cannot be used: " + config.directory(), e);
        }
    }

    private static Blobs s3(ArtifactConfig config) {
        var bucket =
                new Bucket(
                        required("bucket", config.s3().bucket()),
                        required("region", config.s3().region()),
                        config.s3().endpoint(),
                        config.s3().pathStyle());
        try {
            return S3Blobs.connect(bucket, config.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "certyn.artifact.store is s3, but cannot be used: " + e.getMessage(), e);
        }
    }

    private static String required(String key, Optional<String> value) {
        return value.orElseThrow(() ->
                new IllegalArgumentException(
                        "certyn.artifact.store is s3, but certyn.artifact.s3."
                                + key
                                + " is not set"));
    }

    static void close(@Disposes Blobs blobs) {
        if (blobs instanceof S3Blobs bucket) {
            bucket.close();
        }
    }
}
