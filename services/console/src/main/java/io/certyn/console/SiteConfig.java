package io.certyn.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.Optional;

/** Under which names the installation is reached. */
@ConfigMapping(prefix = "certyn")
public interface SiteConfig {

    /** Origin of the page and the API; its scheme decides the name of the sign-in cookie. */
    @WithDefault("http://certyn.localhost:${quarkus.http.port}")
    URI publicUrl();

    /**
     * Origin of the bytes of tested applications; when absent, {@code traces.} and our own name.
     */
    @WithName("artifact.public-url")
    Optional<URI> tracesUrl();
}
