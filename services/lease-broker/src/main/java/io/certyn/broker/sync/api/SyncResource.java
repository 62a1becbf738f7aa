package io.certyn.broker.sync.api;

import io.certyn.audit.RefusedEpoch;
import io.certyn.audit.RefusedEpochs;
import io.certyn.broker.Gathering;
import io.certyn.broker.LeaseConfig;
import io.certyn.broker.ProtocolBody;
import io.certyn.broker.lease.Claimant;
import io.certyn.broker.lease.Ledger;
import io.certyn.broker.lease.Settled;
import io.certyn.broker.lease.Terms;
import io.certyn.broker.lease.Visit;
import io.certyn.broker.lease.Visiting;
import io.certyn.broker.lease.Visitor;
import io.certyn.broker.lease.flow.Offering;
import io.certyn.broker.placement.Route;
import io.certyn.broker.placement.Seat;
import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.runner.Machine;
import io.certyn.broker.runner.api.RunnerTokens;
import io.certyn.broker.sync.SyncReading;
import io.certyn.broker.sync.flow.Exchanges;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.protocol.Sync;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The one exchange between runner and broker; with a hold it is the long poll. */
@Path("/runner/v1/sync")
public class SyncResource {

    private final RunnerTokens tokens;
    private final Exchanges exchanges;
    private final Offering offering;
    private final LongPolls polls;
    private final SyncMetrics metrics;
    private final RefusedEpochs refusals;
    private final Terms terms;
    private final Duration longestHold;
    private final Clock clock;

    SyncResource(
            RunnerTokens tokens,
            Exchanges exchanges,
            Offering offering,
            LongPolls polls,
            SyncMetrics metrics,
            RefusedEpochs refusals,
            Terms terms,
            Clock clock,
            LeaseConfig config) {
        this.tokens = tokens;
        this.exchanges = exchanges;
        this.offering = offering;
        this.polls = polls;
        this.metrics = metrics;
        this.refusals = refusals;
        this.terms = terms;
        this.clock = clock;
        this.longestHold = config.hold();
    }

    @POST
    public Uni<Response> sync(
            @HeaderParam("Authorization") @Nullable String authorization,
            byte @Nullable [] body,
            RoutingContext context) {
        metrics.received();
        var gone = new CompletableFuture<Void>();
        context.response().closeHandler(_ -> gone.complete(null));
        var call = read(authorization, body, gone);
        return exchanges
                .settle(visiting(call))
                .onFailure(Gathering.Overloaded.class)
                .transform(_ -> new ProblemException(Problem.unavailable()))
                .invoke(visit -> note(call, visit))
                .chain(visit -> polls.answer(call, visit))
                .onFailure()
                .invoke(failure -> metrics.refused(reason(failure)));
    }

    private SyncCall read(
            @Nullable String authorization, byte @Nullable [] body, CompletableFuture<Void> gone) {
        try {
            var runner = tokens.identify(authorization).runner();
            var request = ProtocolBody.read(body, Sync.Request.class);
            ProtocolBody.demandVersion(request.protocolVersion());
            return new SyncCall(
                    new Visitor(
                            runner, String.valueOf(request.instanceId()), request.runnerEpoch()),
                    SyncReading.read(request),
                    request.seq(),
                    Math.clamp(request.freeSlots(), 0, Machine.MOST_SLOTS),
                    hold(request),
                    clock.instant(),
                    gone);
        } catch (SyncReading.Senseless e) {
            metrics.refused("invalid-sync");
            throw new ProblemException(
                    Problem.unprocessable("invalid-sync", "The sync cannot be meant like this")
                            .withDetail(e.what()));
        } catch (ProblemException e) {
            metrics.refused(e.problem().code());
            throw e;
        }
    }

    private Duration hold(Sync.Request request) {
        var wanted = Duration.ofMillis(Math.max(0, request.holdMs()));
        return wanted.compareTo(longestHold) < 0 ? wanted : longestHold;
    }

    private Visiting visiting(SyncCall call) {
        return new Visiting(
                call.visitor(),
                call.exchange(),
                call.freeSlots(),
                call.hold().isZero() ? terms.heartbeat() : call.hold());
    }

    /** What memory learns from this exchange; the database has it already. */
    private void note(SyncCall call, Visit visit) {
        metrics.settled(Duration.between(call.at(), clock.instant()));
        if (visit instanceof Visit.Served served) {
            var pool = served.runner().pool();
            call.exchange()
                    .wishes()
                    .declines()
                    .forEach(one -> offering.declined(pool, one.session(), one.offer()));
            served.settled().voided().forEach(lease -> refused(served.runner(), lease));
            var seat = seat(call, served);
            denied(call, served, seat);
            offering.heard(seat);
        }
    }

    private void refused(Claimant by, Ledger.Attempt lease) {
        refusals.refused(
                new RefusedEpoch(
                        "lease-broker",
                        by.tenant(),
                        lease.session(),
                        lease.epoch(),
                        "runner:" + by.holder().runner(),
                        clock.instant()));
    }

    private void denied(SyncCall call, Visit.Served served, Seat seat) {
        var claims = call.exchange().wishes().claims().iterator();
        for (var answer : served.settled().claims()) {
            var claim = claims.next();
            if (answer instanceof Settled.Claimed.Denied(var _, var _, var why)) {
                offering.denied(seat, served.runner().tenant(), claim, why);
            }
        }
    }

    private Seat seat(SyncCall call, Visit.Served served) {
        var runner = served.runner();
        return new Seat(
                runner.holder().runner(),
                runner.pool(),
                route(served.kind()),
                runner.labels(),
                runner.active() ? call.freeSlots() : 0,
                call.until().plus(terms.ttl()));
    }

    private static Route route(PoolKind kind) {
        return switch (kind) {
            case IN_CLUSTER -> Route.TOPIC;
            case SELF_HOSTED -> Route.SYNC;
        };
    }

    private static String reason(Throwable failure) {
        return failure instanceof ProblemException refused ? refused.problem().code() : "fault";
    }
}
