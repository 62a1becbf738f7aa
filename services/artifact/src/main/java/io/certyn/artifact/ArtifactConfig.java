package io.certyn.artifact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where evidence lies and how it is reached. */
@ConfigMapping(prefix = "certyn.artifact")
public interface ArtifactConfig {

    /** Which store keeps the bytes; {@code files} or {@code s3}. */
    @WithDefault("files")
    String store();

    /**
     * Where the {@code files} store keeps its objects; with {@code s3}, where a body waits until it
     * is whole.
     */
    Path directory();

    /** Origin of the cookieless host that serves evidence to browsers. */
    URI publicUrl();

    /** How long a link to an artifact's bytes works. */
    @WithDefault("5m")
    Duration linkLife();

    /** The bucket of the {@code s3} store; unused by any other. */
    S3 s3();

    /** Credentials are no keys: they come from the environment the service runs in. */
    interface S3 {

        /** Must exist; the service makes none. */
        Optional<String> bucket();

        /** Region the bucket lies in; other makes than Amazon's take any word. */
        Optional<String> region();

        /** Where another make than Amazon's is reached. */
        Optional<URI> endpoint();

        /** Whether the bucket's name is part of the path instead of the host name. */
        @WithDefault("false")
        boolean pathStyle();
    }
}
