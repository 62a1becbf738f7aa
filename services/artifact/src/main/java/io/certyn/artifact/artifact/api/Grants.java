package io.certyn.artifact.artifact.api;

import io.certyn.artifact.artifact.Grant;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.protocol.Uploads;
import io.certyn.security.InvalidToken;
import io.certyn.security.TokenVerifier;
import io.certyn.security.VerifiedToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the upload grants that the lease-broker signs. */
@ApplicationScoped
public class Grants {

    private static final Set<String> ISSUERS = Set.of("lease-broker");
    private static final String AUDIENCE = "artifact-upload";

    private final TokenVerifier verifier;

    Grants(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * @throws ProblemException 401 if the grant is forged, expired or no grant; 422 if it describes
     *     nothing that can be stored
     */
    Grant read(String token, Instant now) {
        var grant = verified(token, now);
        grant.object()
                .fault()
                .ifPresent(field -> {
                    throw new ProblemException(
                            Problem.unprocessable("upload-refused", "Not something we store")
                                    .withDetail("the grant's " + field + " is not allowed"));
                });
        return grant;
    }

    private Grant verified(String token, Instant now) {
        try {
            return toGrant(verifier.verify(token, ISSUERS, AUDIENCE, now));
        } catch (InvalidToken | IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.of(401, "grant-invalid", "The upload grant is not valid"));
        }
    }

    private static Grant toGrant(VerifiedToken token) throws InvalidToken {
        return new Grant(
                TenantId.parse(token.string("tenant")),
                RunId.parse(token.string("run")),
                SessionId.parse(token.subject()),
                token.number("epoch"),
                new Uploads.File(
                        token.string("name"),
                        token.string("kind"),
                        optional(token, "caseKey"),
                        step(token),
                        token.number("bytes"),
                        token.string("sha256"),
                        token.string("contentType")));
    }

    private static @Nullable String optional(VerifiedToken token, String claim) {
        return token.claims().get(claim) instanceof String text ? text : null;
    }

    private static @Nullable Integer step(VerifiedToken token) {
        return token.claims().get("step") instanceof Number number ? number.intValue() : null;
    }
}
