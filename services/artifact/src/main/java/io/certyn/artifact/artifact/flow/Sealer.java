package io.certyn.artifact.artifact.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.artifact.artifact.Artifact;
import io.certyn.artifact.artifact.Fence;
import io.certyn.artifact.artifact.store.Fences;
import io.certyn.artifact.blob.Blobs;
import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.Topics;
import io.certyn.events.artifact.EvidenceSealed;
import io.certyn.ids.SessionId;
import io.certyn.ids.UuidV7;
import io.certyn.outbox.OutboxMessage;
import io.certyn.protocol.EvidenceManifest;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Uploads;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Checks finished sessions against their manifests and seals them: at once when everything is
 * there, else by a sweep soon after it arrived, at the latest when the grace is over.
 */
@ApplicationScoped
public class Sealer {

    private static final Logger LOG = Logger.getLogger(Sealer.class);
    private static final int BATCH = 50;

    /** A manifest of the largest session, 2,000 files, is far below this. */
    private static final int MAX_MANIFEST = 1024 * 1024;

    private final Fences fences;
    private final Blobs blobs;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sealer(Fences fences, Blobs blobs, Clock clock) {
        this.fences = fences;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** A seal and the artifacts at the place they were promoted to. */
    private record Checked(Fence.Seal seal, List<Artifact> promoted) {}

    /** Looks again at every session that waits; what fails now is looked at again next time. */
    @Scheduled(
            every = "1s",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return fences.waiting(BATCH)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::attempt)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** Seals a session if it is ready. A fault is logged and left to the sweep. */
    public Uni<Void> attempt(SessionId session) {
        return fences.unsealed(session)
                .chain(found -> found.map(this::seal).orElseGet(Uni.createFrom()::voidItem))
                .onFailure()
                .invoke(e -> LOG.warnf(e, "seal failed sessionId=%s", session))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> seal(Fences.Unsealed unsealed) {
        var now = clock.instant();
        var context = requireNonNull(Vertx.currentContext());
        return Uni.createFrom()
                .item(() -> check(unsealed, now))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(command -> context.runOnContext(_ -> command.run()))
                .chain(checked ->
                        checked.map(sealed -> keep(unsealed, sealed, now))
                                .orElseGet(Uni.createFrom()::voidItem));
    }

    private Uni<Void> keep(Fences.Unsealed unsealed, Checked checked, Instant now) {
        return fences.seal(
                        unsealed.owner(),
                        checked.seal(),
                        checked.promoted(),
                        fact(unsealed, checked.seal(), now))
                .invoke(() ->
                        LOG.infof(
                                "evidence sealed sessionId=%s epoch=%d seal=%s artifacts=%d",
                                unsealed.owner().session(),
                                unsealed.fence().epoch(),
                                word(checked.seal()),
                                unsealed.artifacts().size()));
    }

    private Optional<Checked> check(Fences.Unsealed unsealed, Instant now) {
        var stored =
                unsealed.artifacts().stream()
                        .collect(
                                Collectors.toMap(
                                        artifact -> artifact.object().name(),
                                        artifact -> artifact.object().sha256()));
        return Fence.check(unsealed.fence(), listed(unsealed), stored, now)
                .map(seal -> new Checked(seal, promote(unsealed.artifacts())));
    }

    private Optional<List<Uploads.File>> listed(Fences.Unsealed unsealed) {
        return unsealed.artifacts().stream()
                .filter(artifact -> artifact.object().kind().equals("manifest"))
                .filter(artifact -> artifact.object().sha256().equals(unsealed.fence().manifest()))
                .findFirst()
                .map(this::read)
                .map(manifest ->
                        manifest.files().stream()
                                .map(file ->
                                        new Uploads.File(
                                                file.name(),
                                                file.kind(),
                                                file.caseKey(),
                                                file.step(),
                                                file.bytes(),
                                                file.sha256(),
                                                file.contentType()))
                                .toList());
    }

    private EvidenceManifest read(Artifact manifest) {
        try (var in = Channels.newInputStream(blobs.open(manifest.stored().location()))) {
            return ProtocolJson.MAPPER.readValue(
                    in.readNBytes(MAX_MANIFEST), EvidenceManifest.class);
        } catch (JsonProcessingException e) {
            // A manifest that cannot be read lists nothing we could trust: its one file is missing.
            LOG.warnf("manifest unreadable artifactId=%s", manifest.id());
            return new EvidenceManifest(
                    manifest.session().toString(), manifest.epoch(), UNREADABLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final List<io.certyn.protocol.Uploads.File> UNREADABLE =
            List.of(
                    new io.certyn.protocol.Uploads.File(
                            "unreadable-manifest", "manifest", null, null, 0, "", "text/plain"));

    private List<Artifact> promote(List<Artifact> artifacts) {
        var promoted = new ArrayList<Artifact>();
        for (var artifact : artifacts) {
            try {
                var location =
                        blobs.promote(
                                artifact.tenant(),
                                artifact.stored().location(),
                                artifact.object().sha256());
                promoted.add(
                        new Artifact(
                                artifact.id(),
                                artifact.tenant(),
                                artifact.run(),
                                artifact.session(),
                                artifact.epoch(),
                                artifact.object(),
                                new Artifact.Stored(location, true, artifact.stored().at())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return promoted;
    }

    private OutboxMessage fact(Fences.Unsealed unsealed, Fence.Seal seal, Instant now) {
        var owner = unsealed.owner();
        var reason = seal instanceof Fence.Seal.Incomplete incomplete ? incomplete.reason() : null;
        var data =
                new EvidenceSealed(
                        owner.session().toString(),
                        owner.run().toString(),
                        unsealed.fence().epoch(),
                        word(seal),
                        reason,
                        unsealed.artifacts().size(),
                        unsealed.artifacts().stream().mapToLong(a -> a.object().bytes()).sum(),
                        now);
        var event =
                new CloudEvent(
                        UuidV7.at(now, random),
                        EventTypes.EVIDENCE_SEALED,
                        "/tenants/" + owner.tenant(),
                        "session/" + owner.session(),
                        now,
                        owner.tenant().toString(),
                        owner.run().toString(),
                        unsealed.fence().epoch(),
                        EventJson.write(data));
        return new OutboxMessage(
                event.id(),
                owner.tenant(),
                Topics.ARTIFACT_EVENTS,
                event.partitionKey(),
                event.headers(),
                event.data());
    }

    private static String word(Fence.Seal seal) {
        return switch (seal) {
            case Fence.Seal.Complete _ -> "COMPLETE";
            case Fence.Seal.Incomplete _ -> "INCOMPLETE";
        };
    }
}
