package io.certyn.artifact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Where evidence lies and how it is reached. */
@ConfigMapping(prefix = "certyn.artifact")
public interface ArtifactConfig {

    /** Which store keeps the bytes; {@code files} is the only one today. */
    @WithDefault("files")
    String store();

    /** Where the {@code files} store keeps its objects. */
    Path directory();

    /** Origin of the cookieless host that serves evidence to browsers. */
    URI publicUrl();

    /** How long a link to an artifact's bytes works. */
    @WithDefault("5m")
    Duration linkLife();
}
