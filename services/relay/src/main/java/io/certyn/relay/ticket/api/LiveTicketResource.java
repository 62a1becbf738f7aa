package io.certyn.relay.ticket.api;

import io.certyn.ids.SessionId;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.relay.LeaseBroker;
import io.certyn.relay.ticket.store.Tickets;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jboss.resteasy.reactive.RestPath;

/** Hands a caller who may see a session the ticket to watch it. */
@Path("/api/v1/sessions/{session}/live-tickets")
public class LiveTicketResource {

    private static final Set<String> WATCHABLE = Set.of("starting", "running");

    private final CurrentCaller caller;
    private final LeaseBroker broker;
    private final Tickets tickets;
    private final URI publicUrl;
    private final Clock clock;

    LiveTicketResource(
            CurrentCaller caller,
            @RestClient LeaseBroker broker,
            Tickets tickets,
            @ConfigProperty(name = "certyn.public-url") URI publicUrl,
            Clock clock) {
        this.caller = caller;
        this.broker = broker;
        this.tickets = tickets;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Where to connect, with what, until when. */
    public record TicketView(String wsUrl, String ticket, Instant expiresAt) {}

    @POST
    public Uni<Response> issue(@RestPath String session) {
        caller.require("runs:read");
        var who = caller.get();
        var id = sessionId(session);
        return broker.session(id.toString())
                .onFailure(LiveTicketResource::isNotFound)
                .transform(_ -> notLive())
                .map(live -> {
                    if (!live.tenant().equals(who.tenant().toString())) {
                        throw notFound();
                    }
                    var refusal = live.watchRefusal();
                    if (refusal != null) {
                        throw closed(refusal);
                    }
                    if (!WATCHABLE.contains(live.state())) {
                        throw notLive();
                    }
                    var ticket = tickets.viewer(who.tenant(), id, who.subject());
                    return Response.status(Response.Status.CREATED)
                            .entity(view(id, ticket))
                            .build();
                });
    }

    private TicketView view(SessionId session, String ticket) {
        var origin = publicUrl.toString().replaceFirst("^http", "ws");
        return new TicketView(
                origin + "/relay/v1/view/" + session,
                ticket,
                clock.instant().plus(Tickets.VIEW_LIFE));
    }

    private static SessionId sessionId(String wire) {
        try {
            return SessionId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof ClientWebApplicationException e
                && e.getResponse().getStatus() == 404;
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.notFound("not-found", "There is no such session"));
    }

    private static ProblemException closed(String why) {
        return new ProblemException(
                Problem.forbidden(
                                "self-hosted-relay-off",
                                "Live pictures of self-hosted runners are not open to this tenant")
                        .withDetail(why));
    }

    private static ProblemException notLive() {
        return new ProblemException(
                Problem.conflict("session-not-live", "The session is not running right now"));
    }
}
