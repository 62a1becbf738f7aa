package io.certyn.artifact.artifact.api;

import io.certyn.artifact.ArtifactConfig;
import io.certyn.artifact.artifact.Artifact;
import io.certyn.ids.ArtifactId;
import io.certyn.ids.TenantId;
import io.certyn.security.InvalidToken;
import io.certyn.security.TokenSigner;
import io.certyn.security.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Links that carry their own right: bound to one artifact of one tenant, for minutes. */
@ApplicationScoped
public class Capabilities {

    private static final String AUDIENCE = "artifact-content";

    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final ArtifactConfig config;
    private final Clock clock;

    Capabilities(TokenSigner signer, TokenVerifier verifier, ArtifactConfig config, Clock clock) {
        this.signer = signer;
        this.verifier = verifier;
        this.config = config;
        this.clock = clock;
    }

    /** What a link opens. */
    record Opened(TenantId tenant, ArtifactId artifact) {}

    Response redirect(Artifact artifact) {
        return Response.status(Response.Status.FOUND)
                .location(link(artifact))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private URI link(Artifact artifact) {
        var token =
                signer.sign(
                        AUDIENCE,
                        artifact.id().toString(),
                        Map.of("tenant", artifact.tenant().toString()),
                        config.linkLife(),
                        clock.instant());
        return config.publicUrl().resolve("/b/" + token + "/" + fileName(artifact));
    }

    Optional<Opened> open(String token) {
        try {
            var verified = verifier.verify(token, Set.of("artifact"), AUDIENCE, clock.instant());
            return Optional.of(
                    new Opened(
                            TenantId.parse(verified.string("tenant")),
                            ArtifactId.parse(verified.subject())));
        } catch (InvalidToken | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String fileName(Artifact artifact) {
        var name = artifact.object().name();
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
