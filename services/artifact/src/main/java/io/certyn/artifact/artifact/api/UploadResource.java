package io.certyn.artifact.artifact.api;

import io.certyn.artifact.artifact.Admission;
import io.certyn.artifact.artifact.Artifact;
import io.certyn.artifact.artifact.Grant;
import io.certyn.artifact.artifact.store.Artifacts;
import io.certyn.artifact.blob.Blobs;
import io.certyn.audit.RefusedEpoch;
import io.certyn.audit.RefusedEpochs;
import io.certyn.ids.ArtifactId;
import io.certyn.ids.UuidV7;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Takes one object under a grant. Bytes are read, hashed and written on a virtual thread; rows are
 * asked and kept on the event loop, where Hibernate Reactive lives.
 */
@Path("/upload/v1/{grant}")
public class UploadResource {

    private static final Logger LOG = Logger.getLogger(UploadResource.class);
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(20);

    private final Grants grants;
    private final Artifacts artifacts;
    private final Blobs blobs;
    private final RefusedEpochs refusals;
    private final Clock clock;
    private final Vertx vertx;
    private final SecureRandom random = new SecureRandom();

    UploadResource(
            Grants grants,
            Artifacts artifacts,
            Blobs blobs,
            RefusedEpochs refusals,
            Clock clock,
            Vertx vertx) {
        this.grants = grants;
        this.artifacts = artifacts;
        this.blobs = blobs;
        this.refusals = refusals;
        this.clock = clock;
        this.vertx = vertx;
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Response upload(@RestPath("grant") String token, InputStream body) throws IOException {
        var grant = grants.read(token, clock.instant());
        return switch (onEventLoop(artifacts.admission(grant))) {
            case Admission.Admitted _ -> receive(grant, body);
            case Admission.Replayed replayed -> drained(body, ok(replayed.artifact()));
            case Admission.Refused refused -> throw refusal(grant, refused.why());
        };
    }

    private Response receive(Grant grant, InputStream body) throws IOException {
        var incoming = read(grant, body);
        try {
            return keep(grant, incoming);
        } catch (RuntimeException e) {
            blobs.discard(incoming.location());
            throw e;
        }
    }

    private Blobs.Incoming read(Grant grant, InputStream body) throws IOException {
        try {
            return blobs.receive(
                    grant.tenant(), grant.session(), grant.epoch(), body, grant.object().bytes());
        } catch (Blobs.TooLarge e) {
            throw new ProblemException(
                    Problem.unprocessable("length-mismatch", "The body is longer than announced")
                            .withDetail("announced " + grant.object().bytes() + " bytes"));
        }
    }

    private Response keep(Grant grant, Blobs.Incoming incoming) throws IOException {
        if (incoming.bytes() != grant.object().bytes()) {
            throw new ProblemException(
                    Problem.unprocessable("length-mismatch", "The body is shorter than announced"));
        }
        if (!incoming.sha256().equals(grant.object().sha256())) {
            throw new ProblemException(
                    Problem.unprocessable("hash-mismatch", "The body is not what was announced"));
        }
        var arrived = arrived(grant, incoming, clock.instant());
        return switch (onEventLoop(artifacts.keep(grant, arrived))) {
            case Admission.Admitted _ -> created(arrived);
            case Admission.Replayed replayed -> {
                blobs.discard(incoming.location());
                yield ok(replayed.artifact());
            }
            case Admission.Refused refused -> throw refusal(grant, refused.why());
        };
    }

    private Artifact arrived(Grant grant, Blobs.Incoming incoming, Instant now) {
        return new Artifact(
                new ArtifactId(UuidV7.at(now, random)),
                grant.tenant(),
                grant.run(),
                grant.session(),
                grant.epoch(),
                grant.object(),
                new Artifact.Stored(incoming.location(), false, now));
    }

    private static Response created(Artifact artifact) {
        LOG.debugf(
                "artifact stored sessionId=%s epoch=%d artifactId=%s bytes=%d",
                artifact.session(), artifact.epoch(), artifact.id(), artifact.object().bytes());
        return Response.status(Response.Status.CREATED).entity(ArtifactView.of(artifact)).build();
    }

    private static Response ok(Artifact artifact) {
        return Response.ok(ArtifactView.of(artifact)).build();
    }

    /** Reads what the client still sends, so that it sees the answer and not a reset. */
    private static Response drained(InputStream body, Response answer) throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
        return answer;
    }

    private <T> T onEventLoop(Uni<T> work) {
        Context context = vertx.getOrCreateContext();
        return work.runSubscriptionOn(command -> context.runOnContext(_ -> command.run()))
                .await()
                .atMost(STORE_TIMEOUT);
    }

    private ProblemException refusal(Grant grant, Admission.Reason why) {
        if (why == Admission.Reason.STALE_EPOCH) {
            refusals.refused(
                    new RefusedEpoch(
                            "artifact",
                            grant.tenant(),
                            grant.session(),
                            grant.epoch(),
                            RefusedEpoch.leaseOf(grant.session(), grant.epoch()),
                            clock.instant()));
        }
        return problem(why);
    }

    private static ProblemException problem(Admission.Reason why) {
        return new ProblemException(
                switch (why) {
                    case STALE_EPOCH ->
                            Problem.conflict("stale-epoch", "A newer lease of this session exists");
                    case SEALED ->
                            Problem.conflict("evidence-sealed", "The session's evidence is sealed");
                    case NAME_TAKEN ->
                            Problem.conflict(
                                    "artifact-exists", "Other bytes are stored under this name");
                    case SESSION_FULL ->
                            Problem.tooLarge("session-full", "The session has stored all it may");
                });
    }
}
