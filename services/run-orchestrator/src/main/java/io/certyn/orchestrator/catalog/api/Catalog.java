package io.certyn.orchestrator.catalog.api;

import io.certyn.ids.TenantId;
import io.certyn.orchestrator.catalog.Project;
import io.certyn.orchestrator.catalog.store.Projects;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the project that a path names, or answers for it. */
@ApplicationScoped
public class Catalog {

    private final Projects projects;

    public Catalog(Projects projects) {
        this.projects = projects;
    }

    /** The project; a problem 404 where there is none that the caller may know of. */
    public Uni<Project> project(TenantId tenant, String slugOrId) {
        return projects.find(tenant, slugOrId)
                .map(found ->
                        found.orElseThrow(() ->
                                new ProblemException(
                                        Problem.notFound(
                                                "project-not-found", "There is no such project"))));
    }
}
