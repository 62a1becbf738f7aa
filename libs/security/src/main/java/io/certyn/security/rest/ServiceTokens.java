package io.certyn.security.rest;

import io.certyn.security.TokenSigner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The tokens with which this service calls another. */
@ApplicationScoped
public class ServiceTokens {

    static final String SUBJECT_PREFIX = "service:";

    private static final Duration LIFE = Duration.ofSeconds(60);

    private final Instance<TokenSigner> signer;
    private final String subject;

    ServiceTokens(
            Instance<TokenSigner> signer,
            @ConfigProperty(name = "quarkus.application.name") String name) {
        this.signer = signer;
        this.subject = SUBJECT_PREFIX + name;
    }

    /** A token for one call of the named service. */
    public String tokenFor(String audience) {
        return signer.get().sign(audience, subject, Map.of(), LIFE, Instant.now());
    }
}
