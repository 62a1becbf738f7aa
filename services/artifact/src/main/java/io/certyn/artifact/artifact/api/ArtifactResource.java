package io.certyn.artifact.artifact.api;

import io.certyn.artifact.artifact.Artifact;
import io.certyn.artifact.artifact.store.Artifacts;
import io.certyn.ids.ArtifactId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Evidence as people and machines look for it. */
@Path("/api/v1")
public class ArtifactResource {

    private static final String SCOPE = "artifacts:read";

    private final Artifacts artifacts;
    private final CurrentCaller caller;
    private final Capabilities capabilities;
    private final Contents contents;

    ArtifactResource(
            Artifacts artifacts,
            CurrentCaller caller,
            Capabilities capabilities,
            Contents contents) {
        this.artifacts = artifacts;
        this.caller = caller;
        this.capabilities = capabilities;
        this.contents = contents;
    }

    /** A page of a list. */
    public record Page(List<ArtifactView> items, Cursor page) {}

    /** Where the next page starts. */
    public record Cursor(@Nullable String next, boolean hasMore) {}

    @GET
    @Path("/runs/{run}/artifacts")
    public Uni<Page> ofRun(
            @RestPath String run,
            @RestQuery Optional<String> kind,
            @RestQuery Optional<String> session,
            @RestQuery Optional<String> cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        caller.require(SCOPE);
        var filter =
                new Artifacts.Filter(kind, session.map(id -> id(id, SessionId::parse, "session")));
        var after = cursor.map(id -> id(id, ArtifactId::parse, "cursor"));
        return artifacts
                .ofRun(
                        caller.get().tenant(),
                        id(run, RunId::parse, "run"),
                        filter,
                        after,
                        limit + 1)
                .map(found -> page(found, limit));
    }

    private static Page page(List<Artifact> found, int limit) {
        boolean more = found.size() > limit;
        var items = found.stream().limit(limit).map(ArtifactView::of).toList();
        return new Page(items, new Cursor(more ? items.getLast().id() : null, more));
    }

    @GET
    @Path("/artifacts/{id}")
    public Uni<ArtifactView> one(@RestPath String id) {
        return find(id).map(ArtifactView::of);
    }

    /** Sends browsers to the cookieless host; {@code disposition=attachment} answers here. */
    @GET
    @Path("/artifacts/{id}/content")
    public Uni<Response> content(@RestPath String id, @RestQuery Optional<String> disposition) {
        boolean here = disposition.filter("attachment"::equals).isPresent();
        return find(id).chain(artifact ->
                here
                        ? contents.attachment(artifact)
                        : Uni.createFrom().item(capabilities.redirect(artifact)));
    }

    private Uni<Artifact> find(String id) {
        caller.require(SCOPE);
        return artifacts
                .find(caller.get().tenant(), id(id, ArtifactId::parse, "artifact"))
                .map(found -> found.orElseThrow(() -> notFound("artifact")));
    }

    private static <T> T id(String wire, Function<String, T> parse, String what) {
        try {
            return parse.apply(wire);
        } catch (IllegalArgumentException e) {
            throw notFound(what);
        }
    }

    static ProblemException notFound(String what) {
        return new ProblemException(Problem.notFound("not-found", "There is no such " + what));
    }
}
