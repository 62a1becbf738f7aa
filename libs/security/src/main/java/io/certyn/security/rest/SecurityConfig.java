package io.certyn.security.rest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Which keys a service signs with and whose it trusts. */
@ConfigMapping(prefix = "certyn.security")
public interface SecurityConfig {

    /** PEM file of this service's private key; without it the service cannot sign tokens. */
    Optional<Path> signingKeyFile();

    /** Directory of {@code <issuer>.pub} files; a token of any other issuer is refused. */
    Path trustedKeys();

    /** Whether {@code /api/} and {@code /internal/} demand a token; off where a front door does. */
    @WithDefault("true")
    boolean callerFilter();

    /** Whether plain HTTP may leave this machine. */
    @WithDefault("false")
    boolean allowPlainHttp();
}
