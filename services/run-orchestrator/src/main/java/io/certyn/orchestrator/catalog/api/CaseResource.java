package io.certyn.orchestrator.catalog.api;

import io.certyn.orchestrator.catalog.CaseSource;
import io.certyn.orchestrator.catalog.TestCase;
import io.certyn.orchestrator.catalog.store.Cases;
import io.certyn.orchestrator.page.Page;
import io.certyn.orchestrator.page.api.PageParameters;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.protocol.step.CaseFile;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Cases of projects. */
@Path("/api/v1")
public class CaseResource {

    private static final int MAX_FILES = 500;
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_ERRORS = 200;

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
                .chain(project -> cases.take(tenant, project.id(), read(files)))
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

    /** All of them or a problem that names every line which was not understood. */
    private static List<CaseSource> read(List<File> files) {
        var sources = new ArrayList<CaseSource>();
        var errors = new ArrayList<FieldError>();
        var indexByKey = new HashMap<String, Integer>();
        for (int i = 0; i < files.size() && errors.size() < MAX_ERRORS; i++) {
            var file = files.get(i);
            var pointer = "/" + i + "/text";
            if (file.text().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                errors.add(new FieldError(pointer, "size", file.path() + ": more than 64 KiB"));
                continue;
            }
            switch (CaseFile.read(file.path(), file.text())) {
                case CaseFile.Reading.Unreadable(var wrong) ->
                        wrong.forEach(line ->
                                errors.add(
                                        new FieldError(
                                                pointer, "step-not-understood", line.toString())));
                case CaseFile.Reading.Read(var read) -> {
                    var other = indexByKey.putIfAbsent(read.key(), i);
                    if (other != null) {
                        errors.add(
                                new FieldError(
                                        pointer,
                                        "duplicate-key",
                                        "key %s is also in %s"
                                                .formatted(read.key(), files.get(other).path())));
                    }
                    sources.add(new CaseSource(file.path(), file.text(), read));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    Problem.unprocessable("cases-not-understood", "Nothing was imported")
                            .withErrors(errors));
        }
        return sources;
    }
}
