package io.certyn.orchestrator.catalog.api;

import io.certyn.protocol.step.ParseResult;
import io.certyn.protocol.step.StepParser;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the grammar makes of lines, for an editor. */
@Path("/api/v1")
public class StepResource {

    private final Catalog catalog;
    private final CurrentCaller caller;

    public StepResource(Catalog catalog, CurrentCaller caller) {
        this.catalog = catalog;
        this.caller = caller;
    }

    /** Lines of a case. */
    public record Lines(@NotNull @Size(max = 500) List<@NotNull @Size(max = 4_000) String> lines) {}

    /** What became of the lines, in their order. */
    public record Results(List<Result> results) {}

    /**
     * What became of one line.
     *
     * @param parsed the line as it was understood, in words that leave nothing open
     */
    public record Result(boolean ok, @Nullable String parsed, @Nullable Failure error) {}

    /** Where and why a line was not understood; the column counts from 1. */
    public record Failure(int column, String message) {}

    @POST
    @Path("/projects/{p}/steps:parse")
    public Uni<Results> parse(@PathParam("p") String p, @Valid @NotNull Lines body) {
        caller.require(Scopes.RUNS_READ);
        return catalog.project(caller.get().tenant(), p)
                .map(_ -> new Results(body.lines().stream().map(StepResource::parse).toList()));
    }

    private static Result parse(String line) {
        return switch (StepParser.parse(line)) {
            case ParseResult.Parsed(var step) -> new Result(true, step.text(), null);
            case ParseResult.NotUnderstood(var column, var message) ->
                    new Result(false, null, new Failure(column, message));
        };
    }
}
