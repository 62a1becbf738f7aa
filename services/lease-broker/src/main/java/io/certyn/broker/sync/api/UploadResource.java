package io.certyn.broker.sync.api;

import io.certyn.audit.RefusedEpoch;
import io.certyn.audit.RefusedEpochs;
import io.certyn.broker.ProtocolBody;
import io.certyn.broker.lease.Lease;
import io.certyn.broker.lease.store.Leases;
import io.certyn.broker.runner.RunnerIdentity;
import io.certyn.broker.runner.api.RunnerTokens;
import io.certyn.broker.runner.store.RunnerKeys;
import io.certyn.ids.SessionId;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.protocol.Uploads;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Grants to upload evidence, for the live epoch of a session and its holder only. */
@Path("/runner/v1/leases/{session}/uploads")
public class UploadResource {

    private final RunnerTokens runnerTokens;
    private final RunnerKeys keys;
    private final Leases leases;
    private final UploadGrants grants;
    private final RefusedEpochs refusals;
    private final Clock clock;

    UploadResource(
            RunnerTokens runnerTokens,
            RunnerKeys keys,
            Leases leases,
            UploadGrants grants,
            RefusedEpochs refusals,
            Clock clock) {
        this.runnerTokens = runnerTokens;
        this.keys = keys;
        this.leases = leases;
        this.grants = grants;
        this.refusals = refusals;
        this.clock = clock;
    }

    @POST
    public Uni<Response> grant(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("session") String session,
            byte @Nullable [] body) {
        var runner = runnerTokens.identify(authorization);
        var request = ProtocolBody.read(body, Uploads.Request.class);
        check(request);
        return keys.find(runner.runner())
                .invoke(known -> {
                    if (known.isEmpty()) {
                        throw new ProblemException(Problem.unauthenticated());
                    }
                })
                .chain(() -> leases.find(id(session)))
                .invoke(found ->
                        found.filter(held -> held.hasLeftBehind(request.epoch()))
                                .ifPresent(held -> refused(runner, held, request.epoch())))
                .map(found -> live(found, runner, request.epoch()))
                // Fifty signatures are too much for the event loop.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(held -> ProtocolBody.ok(new Uploads.Answer(grants(held, request.files()))));
    }

    private List<Uploads.Grant> grants(Lease.Held held, List<Uploads.File> files) {
        return files.stream()
                .map(file ->
                        new Uploads.Grant(file.name(), "/upload/v1/" + grants.grant(held, file)))
                .toList();
    }

    private void refused(RunnerIdentity by, Lease.Held held, long epoch) {
        refusals.refused(
                new RefusedEpoch(
                        "lease-broker",
                        by.tenant(),
                        held.session(),
                        epoch,
                        "runner:" + by.runner(),
                        clock.instant()));
    }

    private static Lease.Held live(Optional<Lease.Held> found, RunnerIdentity runner, long epoch) {
        return found.filter(held ->
                        held.epoch() == epoch && held.hold().by().runner().equals(runner.runner()))
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.conflict(
                                        "stale-epoch", "This lease is not live any more")));
    }

    private static void check(Uploads.Request request) {
        var files = request.files();
        if (files == null || files.isEmpty() || files.size() > Uploads.MAX_FILES) {
            throw invalid("/files", "1 to " + Uploads.MAX_FILES + " files");
        }
        for (int i = 0; i < files.size(); i++) {
            check("/files/" + i, files.get(i));
        }
    }

    private static void check(String pointer, Uploads.@Nullable File file) {
        var fault = file == null ? Optional.of("name") : file.fault();
        if (fault.isPresent()) {
            throw invalid(pointer + "/" + fault.get(), wanted(fault.get()));
        }
    }

    private static String wanted(String field) {
        return switch (field) {
            case "name" -> "a relative path of plain characters";
            case "sha256" -> "64 hex digits";
            case "contentType" -> "a media type";
            case "kind" -> "a kind of evidence";
            default -> "0 to " + Uploads.MAX_FILE_BYTES;
        };
    }

    private static SessionId id(String wire) {
        try {
            return SessionId.parse(wire);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.notFound("session-unknown", "There is no such session"));
        }
    }

    private static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(
                Problem.unprocessable("invalid-upload", "This cannot be uploaded")
                        .withErrors(List.of(new FieldError(pointer, "invalid", detail))));
    }
}
