package io.certyn.relay.ticket.store;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.relay.ticket.Ticket;
import io.certyn.relay.ticket.Ticket.Purpose;
import io.certyn.security.InvalidToken;
import io.certyn.security.TokenSigner;
import io.certyn.security.TokenVerifier;
import io.certyn.security.VerifiedToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Signs tickets and accepts each of them once. */
@ApplicationScoped
public class Tickets {

    /** How long a viewer may take to connect. */
    public static final Duration VIEW_LIFE = Duration.ofSeconds(30);

    /** How long a runner may take to connect. */
    private static final Duration PUBLISH_LIFE = Duration.ofSeconds(60);

    private static final Set<String> ISSUERS = Set.of("relay");

    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final UsedTickets used;
    private final Clock clock;

    Tickets(TokenSigner signer, TokenVerifier verifier, UsedTickets used, Clock clock) {
        this.signer = signer;
        this.verifier = verifier;
        this.used = used;
        this.clock = clock;
    }

    public String viewer(TenantId tenant, SessionId session, String subject) {
        return signer.sign(
                Purpose.VIEW.audience(),
                subject,
                Map.of("tenant", tenant.toString(), "session", session.toString()),
                VIEW_LIFE,
                clock.instant());
    }

    public String publisher(TenantId tenant, SessionId session, long epoch) {
        return signer.sign(
                Purpose.PUBLISH.audience(),
                session.toString(),
                Map.of("tenant", tenant.toString(), "session", session.toString(), "epoch", epoch),
                PUBLISH_LIFE,
                clock.instant());
    }

    /**
     * Takes a ticket for a session; empty when it is forged, expired, used, or for something else.
     */
    public Uni<Optional<Ticket>> take(String token, Purpose purpose, String session) {
        return read(token, purpose, session)
                .map(ticket ->
                        used.use(ticket).map(first -> Optional.of(ticket).filter(_ -> first)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Optional<Ticket> read(String token, Purpose purpose, String session) {
        try {
            var verified = verifier.verify(token, ISSUERS, purpose.audience(), clock.instant());
            var ticket = toTicket(verified, purpose, verified.expiresAt());
            return Optional.of(ticket).filter(t -> t.session().toString().equals(session));
        } catch (InvalidToken | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Ticket toTicket(VerifiedToken token, Purpose purpose, Instant expiresAt)
            throws InvalidToken {
        return new Ticket(
                token.id(),
                purpose,
                TenantId.parse(token.string("tenant")),
                SessionId.parse(token.string("session")),
                purpose == Purpose.PUBLISH ? token.number("epoch") : 0,
                expiresAt);
    }
}
