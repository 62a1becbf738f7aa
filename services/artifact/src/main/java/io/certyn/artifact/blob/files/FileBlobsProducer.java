package io.certyn.artifact.blob.files;

import io.certyn.artifact.ArtifactConfig;
import io.certyn.artifact.blob.Blobs;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Opens the configured store; a store that cannot be written stops the start. */
final class FileBlobsProducer {

    private FileBlobsProducer() {}

    @Produces
    @Singleton
    static Blobs blobs(ArtifactConfig config) {
        if (!config.store().equals("files")) {
            throw new IllegalArgumentException(
                    "certyn.artifact.store is " + config.store() + ", but only files is built");
        }
        try {
            return new FileBlobs(config.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "certyn.artifact.directory cannot be used: " + config.directory(), e);
        }
    }
}
