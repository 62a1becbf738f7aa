package io.certyn.broker.runner.api;

import io.certyn.broker.LeaseConfig;
import io.certyn.broker.ProtocolBody;
import io.certyn.broker.Timings;
import io.certyn.broker.lease.Terms;
import io.certyn.broker.placement.Doorbell;
import io.certyn.broker.pool.OldestRelease;
import io.certyn.broker.pool.PoolKind;
import io.certyn.broker.pool.Rollout;
import io.certyn.broker.pool.api.PoolDisabled;
import io.certyn.broker.pool.api.SwitchedOff;
import io.certyn.broker.runner.RunnerIdentity;
import io.certyn.broker.runner.store.Registrations;
import io.certyn.broker.runner.store.Registrations.Outcome;
import io.certyn.broker.runner.store.RunnerKeys;
import io.certyn.broker.runner.store.Runners;
import io.certyn.ids.RunnerId;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.protocol.Registration;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How a runner becomes known: token to identity, process to epoch, signature to access token. */
@Path("/runner/v1")
public class RegistrationResource {

    private static final Logger LOG = Logger.getLogger(RegistrationResource.class);

    private final Registrations registrations;
    private final Runners runners;
    private final RunnerKeys keys;
    private final RunnerTokens tokens;
    private final Doorbell doorbell;
    private final Rollout rollout;
    private final OldestRelease oldest;
    private final Terms terms;
    private final String agentImage;

    RegistrationResource(
            Registrations registrations,
            Runners runners,
            RunnerKeys keys,
            RunnerTokens tokens,
            Doorbell doorbell,
            Rollout rollout,
            OldestRelease oldest,
            Terms terms,
            LeaseConfig config) {
        this.registrations = registrations;
        this.runners = runners;
        this.keys = keys;
        this.tokens = tokens;
        this.doorbell = doorbell;
        this.rollout = rollout;
        this.oldest = oldest;
        this.terms = terms;
        this.agentImage = config.agentImage();
    }

    @POST
    @Path("/register")
    public Uni<Response> register(byte @Nullable [] body) {
        var request = ProtocolBody.read(body, Registration.Request.class);
        ProtocolBody.demandVersion(request.protocolVersion());
        var enrolment = Enrolments.of(request);
        demandRecent(enrolment.machine().version());
        return registrations
                .register(String.valueOf(request.registrationToken()), enrolment)
                .map(this::answer);
    }

    /** One answer for every bad token: which kind it is, only the log says. */
    private Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Registered(var runner, var kind) -> {
                LOG.infof(
                        "runner registered runnerId=%s poolId=%s tenantId=%s",
                        runner.runner(), runner.pool(), runner.tenant());
                yield ProtocolBody.ok(
                        new Registration.Answer(
                                runner.runner().toString(),
                                runner.tenant().toString(),
                                runner.pool().toString(),
                                offers(kind),
                                Timings.of(terms),
                                tokens.issue(runner),
                                RunnerTokens.LIFE.toMillis()));
            }
            case Outcome.Refused(var reason) -> {
                LOG.infof("registration refused reason=%s", reason);
                throw new ProblemException(
                        Problem.of(
                                401,
                                "registration-refused",
                                "The registration token is not valid for this pool"));
            }
            case Outcome.Closed _ -> {
                LOG.infof("registration refused reason=CLOSED");
                throw new ProblemException(SwitchedOff.runners(rollout));
            }
            case Outcome.Disabled _ -> throw new ProblemException(PoolDisabled.problem());
            case Outcome.Full _ ->
                    throw new ProblemException(
                            Problem.conflict(
                                    "pool-full", "The pool has as many runners as it may"));
        };
    }

    @POST
    @Path("/instances")
    public Uni<Response> open(
            @HeaderParam("Authorization") @Nullable String authorization, byte @Nullable [] body) {
        var runner = tokens.identify(authorization);
        var process = Enrolments.of(ProtocolBody.read(body, Registration.InstanceRequest.class));
        demandRecent(process.version());
        return runners.open(runner.runner(), process)
                .map(found -> found.orElseThrow(RegistrationResource::unknown))
                // An older instance that waits here must hear that it is one.
                .invoke(() -> doorbell.ring(runner.runner()))
                .map(instance ->
                        ProtocolBody.ok(
                                new Registration.InstanceAnswer(
                                        instance.runnerEpoch(),
                                        offers(instance.kind()),
                                        Timings.of(terms),
                                        agentImage)));
    }

    @POST
    @Path("/token")
    public Uni<Response> refresh(byte @Nullable [] body) {
        var request = ProtocolBody.read(body, Registration.TokenRequest.class);
        var assertion = String.valueOf(request.assertion());
        return keys.find(id(request.runnerId()))
                .map(found -> found.orElseThrow(RegistrationResource::unknown))
                .chain(runner -> proven(runner, assertion))
                .map(runner ->
                        ProtocolBody.ok(
                                new Registration.TokenAnswer(
                                        tokens.issue(runner), RunnerTokens.LIFE.toMillis())));
    }

    /** With its first signature, an announced key takes the place of the other. */
    private Uni<RunnerIdentity> proven(RunnerKeys.Keyed runner, String assertion) {
        var identity = runner.identity();
        var next = runner.nextKey();
        if (tokens.proves(identity.runner(), runner.publicKey(), assertion)) {
            return Uni.createFrom().item(identity);
        }
        if (next == null || !tokens.proves(identity.runner(), next, assertion)) {
            throw unknown();
        }
        return keys.promote(identity.runner(), next)
                .invoke(done -> {
                    if (done) {
                        LOG.infof(
                                "key of runner replaced runnerId=%s tenantId=%s",
                                identity.runner(), identity.tenant());
                    }
                })
                .replaceWith(identity);
    }

    @POST
    @Path("/keys")
    public Uni<Void> announce(byte @Nullable [] body) {
        var request = ProtocolBody.read(body, Registration.KeyRequest.class);
        var next = String.valueOf(request.publicKey());
        var assertion = String.valueOf(request.assertion());
        return keys.find(id(request.runnerId()))
                .map(found ->
                        found.filter(runner -> tokens.announces(runner, next, assertion))
                                .filter(runner ->
                                        tokens.proves(
                                                runner.identity().runner(),
                                                next,
                                                String.valueOf(request.proof())))
                                .orElseThrow(RegistrationResource::unknown))
                .chain(runner ->
                        keys.announce(runner.identity().runner(), runner.publicKey(), next))
                .invoke(done -> {
                    if (!done) {
                        throw unknown();
                    }
                })
                .replaceWithVoid();
    }

    private void demandRecent(String release) {
        if (!oldest.admits(release)) {
            throw new ProblemException(
                    Problem.of(426, "runner-too-old", "This release of the runner is too old")
                            .withDetail(
                                    "it is %s, and %s is needed; start a newer image of the runner"
                                            .formatted(release, oldest)));
        }
    }

    private static String offers(PoolKind kind) {
        return switch (kind) {
            case IN_CLUSTER -> "kafka";
            case SELF_HOSTED -> "sync";
        };
    }

    private static RunnerId id(@Nullable String wire) {
        try {
            return RunnerId.parse(String.valueOf(wire));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.unauthenticated());
    }
}
