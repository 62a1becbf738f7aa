package io.certyn.orchestrator.page.api;

import io.certyn.orchestrator.page.Cursor;
import io.certyn.orchestrator.page.Page;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** How a caller asks for a page. */
public class PageParameters {

    @QueryParam("limit")
    @Parameter(
            schema =
                    @Schema(
                            implementation = Integer.class,
                            minimum = "1",
                            maximum = "200",
                            defaultValue = "50"))
    @Nullable String limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    /**
     * The page of a list.
     *
     * @param filter everything that decides which rows the list has and in which order
     * @throws ProblemException 400 if the limit is none, or the cursor belongs to another list
     */
    public Page.Request of(String filter) {
        int rows = limit();
        if (cursor == null) {
            return new Page.Request(filter, rows, null);
        }
        return Cursor.read(cursor, filter)
                .map(read -> new Page.Request(filter, rows, read.after()))
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.badRequest(
                                        "cursor-mismatch",
                                        "The cursor does not belong to this list")));
    }

    /** Read by hand: what is no number would else be answered as an unknown path. */
    private int limit() {
        if (limit == null) {
            return Page.DEFAULT_LIMIT;
        }
        if (limit.matches("\\d{1,3}")) {
            int rows = Integer.parseInt(limit);
            if (rows >= 1 && rows <= Page.MAX_LIMIT) {
                return rows;
            }
        }
        throw new ProblemException(
                Problem.badRequest("invalid-parameters", "Some parameters are not acceptable")
                        .withErrors(
                                List.of(
                                        new FieldError(
                                                "/limit", "range", "1 to " + Page.MAX_LIMIT))));
    }
}
