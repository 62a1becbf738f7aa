package io.certyn.security.rest;

import io.certyn.security.TokenSigner;
import io.certyn.security.TokenVerifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes signer and verifier from the configuration, when they are first needed. */
public class SecurityBeans {

    @Produces
    @Singleton
    TokenSigner signer(
            SecurityConfig config, @ConfigProperty(name = "quarkus.application.name") String name) {
        var file =
                config.signingKeyFile()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "certyn.security.signing-key-file is not set, but"
                                                + " this service signs tokens"));
        return TokenSigner.load(name, file);
    }

    @Produces
    @Singleton
    TokenVerifier verifier(SecurityConfig config) {
        return TokenVerifier.ofDirectory(config.trustedKeys());
    }
}
