package io.certyn.console.signin.api;

import io.certyn.console.ConsoleConfig;
import io.certyn.console.access.Act;
import io.certyn.console.access.TokenHash;
import io.certyn.console.access.api.CurrentPrincipal;
import io.certyn.console.signin.store.OwnerLinks;
import io.certyn.problem.ProblemException;
import io.certyn.security.OpaqueToken;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

/** Makes the link by which the first owner arrives. */
@Path("/api/v1/owner-links")
public class OwnerLinkResource {

    private final CurrentPrincipal current;
    private final ConsoleConfig config;
    private final OwnerLinks links;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OwnerLinkResource(
            CurrentPrincipal current, ConsoleConfig config, OwnerLinks links, Clock clock) {
        this.current = current;
        this.config = config;
        this.links = links;
        this.clock = clock;
    }

    /** The token sits behind the {@code #}, so that no server writes it into a log. */
    public record LinkView(String path, Instant expiresAt) {}

    @POST
    public Uni<Response> create() {
        var who = current.allowedTo(new Act.MakeOwnerLink());
        var token = OpaqueToken.newToken("certyn_welcome", random);
        var now = clock.instant();
        var until = now.plus(config.ownerLinkLifetime());
        return links.create(who.tenant(), TokenHash.of(token), who.subject(), now, until)
                .map(created -> answer(created, new LinkView("/welcome#" + token, until)));
    }

    private static Response answer(boolean created, LinkView link) {
        if (!created) {
            throw new ProblemException(SignInProblems.ownerExists());
        }
        return Response.status(201).entity(link).build();
    }
}
