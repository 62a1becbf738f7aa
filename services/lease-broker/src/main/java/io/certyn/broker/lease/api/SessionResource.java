package io.certyn.broker.lease.api;

import io.certyn.audit.RefusedEpoch;
import io.certyn.audit.RefusedEpochs;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.Order;
import io.certyn.broker.lease.store.Leases;
import io.certyn.broker.placement.Doorbell;
import io.certyn.broker.pool.Rollout;
import io.certyn.broker.pool.RunnerPool;
import io.certyn.broker.pool.api.SwitchedOff;
import io.certyn.broker.pool.store.Pools;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Live sessions for other services: who holds one, and its live stream. */
@Path("/internal/v1/sessions/{id}")
public class SessionResource {

    /** The ticket within does not live longer. */
    private static final Duration OPEN_STREAM_LIFE = Duration.ofSeconds(60);

    private static final Duration CLOSE_STREAM_LIFE = Duration.ofMinutes(10);

    private final Leases leases;
    private final Pools pools;
    private final Rollout rollout;
    private final Doorbell doorbell;
    private final RefusedEpochs refusals;
    private final Clock clock;

    SessionResource(
            Leases leases,
            Pools pools,
            Rollout rollout,
            Doorbell doorbell,
            RefusedEpochs refusals,
            Clock clock) {
        this.leases = leases;
        this.pools = pools;
        this.rollout = rollout;
        this.doorbell = doorbell;
        this.refusals = refusals;
        this.clock = clock;
    }

    /**
     * A session that a runner holds.
     *
     * @param watchRefusal why it may not be watched live; null where it may
     */
    public record SessionView(
            String session,
            String run,
            String tenant,
            long epoch,
            String state,
            String runner,
            @Nullable String watchRefusal) {

        static SessionView of(Lease.Held held, @Nullable String watchRefusal) {
            return new SessionView(
                    held.session().toString(),
                    held.spec().run().toString(),
                    held.spec().tenant().toString(),
                    held.epoch(),
                    held.stage().name().toLowerCase(Locale.ROOT),
                    held.hold().by().runner().toString(),
                    watchRefusal);
        }
    }

    /** Where a runner should publish. */
    public record StreamBody(
            @NotBlank @Size(max = 2000) String relayUrl,
            @NotBlank @Size(max = 8192) String publishToken) {}

    /** An epoch that came too late at the relay, which has no outbox to tell of it. */
    public record RefusalBody(@NotBlank String tenant, @Min(1) long epoch) {}

    /** The command that was given. */
    public record CommandView(String commandId) {}

    @GET
    public Uni<SessionView> get(@PathParam("id") String id) {
        return held(id).chain(held ->
                watchable(held)
                        .map(may ->
                                SessionView.of(
                                        held, may ? null : SwitchedOff.relay(rollout).detail())));
    }

    @POST
    @Path("/streams")
    public Uni<Response> open(@PathParam("id") String id, @NotNull @Valid StreamBody body) {
        return held(id).chain(this::watchable)
                .invoke(may -> {
                    if (!may) {
                        throw new ProblemException(SwitchedOff.relay(rollout));
                    }
                })
                .chain(() ->
                        leases.order(
                                session(id),
                                Order.Kind.OPEN_STREAM,
                                Map.of(
                                        "relayUrl", body.relayUrl(),
                                        "publishToken", body.publishToken()),
                                OPEN_STREAM_LIFE))
                .map(this::ordered);
    }

    private Uni<Lease.Held> held(String id) {
        return leases.find(session(id)).map(found -> found.orElseThrow(SessionResource::notLeased));
    }

    /** A held session has a pool; were it gone, nothing would say that it may be watched. */
    private Uni<Boolean> watchable(Lease.Held held) {
        var spec = held.spec();
        return pools.find(spec.tenant(), spec.pool())
                .map(pool ->
                        pool.map(RunnerPool::kind)
                                .filter(kind -> rollout.isWatchable(kind, spec.tenant()))
                                .isPresent());
    }

    @DELETE
    @Path("/streams")
    public Uni<Response> close(@PathParam("id") String id) {
        return leases.order(session(id), Order.Kind.CLOSE_STREAM, Map.of(), CLOSE_STREAM_LIFE)
                .map(this::ordered);
    }

    @POST
    @Path("/refused-epochs")
    public Uni<Void> refused(@PathParam("id") String id, @NotNull @Valid RefusalBody body) {
        var session = session(id);
        return refusals.tell(
                new RefusedEpoch(
                        "relay",
                        tenant(body.tenant()),
                        session,
                        body.epoch(),
                        RefusedEpoch.leaseOf(session, body.epoch()),
                        clock.instant()));
    }

    private static TenantId tenant(String wire) {
        try {
            return TenantId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest("invalid-parameter", "A parameter cannot be read")
                            .withDetail("tenant is not an id"));
        }
    }

    private Response ordered(Optional<Leases.Ordered> result) {
        var ordered = result.orElseThrow(SessionResource::notLeased);
        doorbell.ring(ordered.lease().hold().by().runner());
        return Response.accepted(new CommandView(ordered.command().toString())).build();
    }

    private static SessionId session(String wire) {
        try {
            return SessionId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw notLeased();
        }
    }

    private static ProblemException notLeased() {
        return new ProblemException(
                Problem.notFound("session-not-leased", "No runner holds this session"));
    }
}
