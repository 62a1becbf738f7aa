package io.certyn.orchestrator.catalog.api;

import io.certyn.orchestrator.catalog.CaseLint;
import io.certyn.orchestrator.catalog.CaseProblem;
import io.certyn.orchestrator.catalog.CaseSource;
import io.certyn.orchestrator.catalog.SharedSteps;
import io.certyn.orchestrator.catalog.TestCase;
import io.certyn.orchestrator.catalog.store.Cases;
import io.certyn.orchestrator.page.Page;
import io.certyn.orchestrator.page.api.PageParameters;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.security.Scopes;
import io.certyn.security.rest.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cases of projects. */
@Path("/api/v1")
public class CaseResource {

    private static final int MAX_FILES = 500;
    private static final int MAX_ERRORS = 200;
    private static final int MAX_PROBLEMS = 1_000;

    private final Cases cases;
    private final Catalog catalog;
    private final CurrentCaller caller;

    public CaseResource(Cases cases, Catalog catalog, CurrentCaller caller) {
        this.cases = cases;
        this.catalog = catalog;
        this.caller = caller;
    }

    /** A file as it lies in a repository. */
    public record File(@NotBlank @Size(max = 500) String path, @NotNull String text) {}

    /** What an import changed. */
    public record ImportView(int created, int updated, int unchanged) {}

    /** What is wrong with case files, file by file and from top to bottom. */
    public record LintView(List<ProblemView> problems) {

        static LintView of(List<CaseProblem> problems) {
            return new LintView(
                    problems.stream().limit(MAX_PROBLEMS).map(ProblemView::of).toList());
        }
    }

    /**
     * One thing that is wrong with a file.
     *
     * @param severity {@code error}, or {@code warning} where an import would take it all the same
     * @param suggestion a line that would do, or a word of advice
     */
    public record ProblemView(
            String path,
            int line,
            int column,
            String severity,
            String message,
            @Nullable String suggestion) {

        static ProblemView of(CaseProblem problem) {
            var error = problem.error();
            return new ProblemView(
                    error.path(),
                    error.line(),
                    error.column(),
                    problem.kind().isFatal() ? "error" : "warning",
                    error.message(),
                    problem.suggestion().orElse(null));
        }
    }

    /** A case as it is shown. */
    public record CaseView(
            String id, long number, String key, String title, List<String> tags, int revision) {

        static CaseView of(TestCase one) {
            return new CaseView(
                    one.id().toString(),
                    one.number(),
                    one.key(),
                    one.title(),
                    one.tags(),
                    one.revision());
        }
    }

    @POST
    @Path("/projects/{p}/cases:import")
    public Uni<ImportView> take(
            @PathParam("p") String p,
            @NotEmpty @Size(max = MAX_FILES) List<@Valid @NotNull File> files) {
        caller.require(Scopes.CASES_WRITE);
        var tenant = caller.get().tenant();
        return catalog.project(tenant, p)
                .chain(project ->
                        cases.sharedParts(tenant, project.id())
                                .chain(shared ->
                                        cases.take(tenant, project.id(), read(files, shared))))
                .map(result ->
                        new ImportView(result.created(), result.updated(), result.unchanged()));
    }

    @GET
    @Path("/projects/{p}/cases")
    public Uni<Page<CaseView>> list(@PathParam("p") String p, @BeanParam PageParameters page) {
        caller.require(Scopes.RUNS_READ);
        var tenant = caller.get().tenant();
        var request = page.of("cases " + p);
        return catalog.project(tenant, p)
                .chain(project -> cases.list(tenant, project.id(), request))
                .map(rows -> Page.of(rows, request, TestCase::key, CaseView::of));
    }

    /** Checks files as an import would, and more, and keeps nothing. */
    @POST
    @Path("/projects/{p}/cases:lint")
    public Uni<LintView> lint(
            @PathParam("p") String p,
            @NotEmpty @Size(max = MAX_FILES) List<@Valid @NotNull File> files) {
        caller.require(Scopes.RUNS_READ);
        var tenant = caller.get().tenant();
        return catalog.project(tenant, p)
                .chain(project -> cases.sharedParts(tenant, project.id()))
                .map(shared -> LintView.of(checked(files, shared).problems()));
    }

    private static CaseLint checked(List<File> files, List<SharedSteps.Part> shared) {
        var sources =
                files.stream().map(file -> new CaseLint.Source(file.path(), file.text())).toList();
        return CaseLint.of(sources, shared);
    }

    /** All of them or a problem that names every line which was not understood. */
    private static List<CaseSource> read(List<File> files, List<SharedSteps.Part> shared) {
        var lint = checked(files, shared);
        var errors =
                lint.problems().stream()
                        .filter(problem -> problem.kind().isFatal())
                        .limit(MAX_ERRORS)
                        .map(CaseResource::field)
                        .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    Problem.unprocessable("cases-not-understood", "Nothing was imported")
                            .withErrors(errors));
        }
        return lint.sources();
    }

    private static FieldError field(CaseProblem problem) {
        var error = problem.error();
        var pointer = "/" + problem.file() + "/text";
        return switch (problem.kind()) {
            case SIZE -> new FieldError(pointer, "size", error.path() + ": " + error.message());
            case DUPLICATE_KEY -> new FieldError(pointer, "duplicate-key", error.message());
            case SHARED_STEPS -> new FieldError(pointer, "shared-steps", error.toString());
            case NOT_UNDERSTOOD, EXPECTS_NOTHING ->
                    new FieldError(pointer, "step-not-understood", error.toString());
        };
    }
}
