package io.certyn.orchestrator.catalog.api;

import io.certyn.orchestrator.catalog.Project;
import io.certyn.orchestrator.catalog.store.Projects;
import io.certyn.orchestrator.page.Page;
import io.certyn.orchestrator.page.api.PageParameters;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** Projects. */
@Path("/api/v1")
public class ProjectResource {

    static final String SLUG = "[a-z0-9][a-z0-9-]{0,62}";

    private final Projects projects;
    private final Catalog catalog;
    private final CurrentCaller caller;

    public ProjectResource(Projects projects, Catalog catalog, CurrentCaller caller) {
        this.projects = projects;
        this.catalog = catalog;
        this.caller = caller;
    }

    /** A project to be made. */
    public record NewProject(
            @NotNull @Pattern(regexp = SLUG) String slug, @NotBlank @Size(max = 200) String name) {}

    /** A project as it is shown. */
    public record ProjectView(String id, String slug, String name) {

        static ProjectView of(Project project) {
            return new ProjectView(project.id().toString(), project.slug(), project.name());
        }
    }

    @POST
    @Path("/projects")
    @ResponseStatus(201)
    public Uni<ProjectView> create(@Valid @NotNull NewProject body) {
        caller.require(Scopes.ENVIRONMENTS_WRITE);
        return projects.create(caller.get().tenant(), body.slug(), body.name())
                .map(made -> made.map(ProjectView::of).orElseThrow(() -> exists(body.slug())));
    }

    @GET
    @Path("/projects")
    public Uni<Page<ProjectView>> list(@BeanParam PageParameters page) {
        caller.require(Scopes.RUNS_READ);
        var request = page.of("projects");
        return projects.list(caller.get().tenant(), request)
                .map(rows -> Page.of(rows, request, Project::slug, ProjectView::of));
    }

    @GET
    @Path("/projects/{p}")
    public Uni<ProjectView> get(@PathParam("p") String p) {
        caller.require(Scopes.RUNS_READ);
        return catalog.project(caller.get().tenant(), p).map(ProjectView::of);
    }

    private static ProblemException exists(String slug) {
        return new ProblemException(
                Problem.conflict("project-exists", "A project with this slug exists")
                        .withDetail(slug));
    }
}
