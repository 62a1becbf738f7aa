package io.certyn.orchestrator.catalog.api;

import io.certyn.ids.CaseId;
import io.certyn.orchestrator.catalog.Selections;
import io.certyn.orchestrator.catalog.Suite;
import io.certyn.orchestrator.catalog.TestCase;
import io.certyn.orchestrator.catalog.store.Cases;
import io.certyn.orchestrator.catalog.store.Suites;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Suites of projects. */
@Path("/api/v1")
public class SuiteResource {

    private final Suites suites;
    private final Cases cases;
    private final Catalog catalog;
    private final CurrentCaller caller;

    public SuiteResource(Suites suites, Cases cases, Catalog catalog, CurrentCaller caller) {
        this.suites = suites;
        this.cases = cases;
        this.catalog = catalog;
        this.caller = caller;
    }

    /** A suite to be made; the cases by key. */
    public record NewSuite(
            @NotNull @Pattern(regexp = ProjectResource.SLUG) String slug,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> tags,
            @Nullable @Size(max = 500) List<@NotBlank @Size(max = 64) String> cases) {

        List<String> tagsOrNone() {
            return tags == null ? List.of() : tags;
        }

        List<String> casesOrNone() {
            return cases == null ? List.of() : cases;
        }
    }

    /** A suite as it is shown; the cases by id. */
    public record SuiteView(
            String id, String slug, String name, List<String> tags, List<String> cases) {

        static SuiteView of(Suite suite) {
            return new SuiteView(
                    suite.id().toString(),
                    suite.slug(),
                    suite.name(),
                    suite.tags(),
                    suite.cases().stream().map(CaseId::toString).toList());
        }
    }

    @POST
    @Path("/projects/{p}/suites")
    @ResponseStatus(201)
    public Uni<SuiteView> create(@PathParam("p") String p, @Valid @NotNull NewSuite body) {
        caller.require(Scopes.CASES_WRITE);
        var tenant = caller.get().tenant();
        return catalog.project(tenant, p)
                .chain(project ->
                        cases.all(tenant, project.id())
                                .map(all -> members(body.casesOrNone(), all))
                                .chain(members ->
                                        suites.create(
                                                tenant,
                                                project.id(),
                                                body.slug(),
                                                body.name(),
                                                body.tagsOrNone(),
                                                members)))
                .map(made -> made.map(SuiteView::of).orElseThrow(() -> exists(body.slug())));
    }

    @GET
    @Path("/projects/{p}/suites")
    public Uni<Page<SuiteView>> list(@PathParam("p") String p, @BeanParam PageParameters page) {
        caller.require(Scopes.RUNS_READ);
        var tenant = caller.get().tenant();
        var request = page.of("suites " + p);
        return catalog.project(tenant, p)
                .chain(project -> suites.list(tenant, project.id(), request))
                .map(rows -> Page.of(rows, request, Suite::slug, SuiteView::of));
    }

    private static List<CaseId> members(List<String> keys, List<TestCase> all) {
        return switch (Selections.ofKeys(keys, all)) {
            case Selections.Chosen(var chosen) -> chosen.stream().map(TestCase::id).toList();
            case Selections.Unknown(var unknown) ->
                    throw new ProblemException(
                            Problem.unprocessable("unknown-case", "Some cases are not known")
                                    .withErrors(
                                            unknown.stream()
                                                    .map(key -> unknownCase(keys, key))
                                                    .toList()));
        };
    }

    private static FieldError unknownCase(List<String> keys, String key) {
        return new FieldError(
                "/cases/" + keys.indexOf(key), "unknown-case", "the project has no case " + key);
    }

    private static ProblemException exists(String slug) {
        return new ProblemException(
                Problem.conflict("suite-exists", "The project has a suite with this slug")
                        .withDetail(slug));
    }
}
