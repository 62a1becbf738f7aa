package io.certyn.orchestrator.run.flow;

import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.catalog.Environment;
import io.certyn.orchestrator.catalog.Exploration;
import io.certyn.orchestrator.catalog.Origins;
import io.certyn.orchestrator.catalog.PinnedCase;
import io.certyn.orchestrator.run.RunHeader;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.step.CaseIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what a session has to do. */
final class Assignments {

    private static final Assignment.Viewport VIEWPORT = new Assignment.Viewport(1280, 720);
    private static final String LOCALE = "en-US";
    private static final String TIME_ZONE = "UTC";

    /** Label of runners whose agents reach a graphics processor. */
    private static final String GPU = "gpu";

    private static final String HAS_IT = "true";

    /** More lines than the cases that one exploration may propose have. */
    private static final int EXPLORING_STEPS = 2_000;

    /** What an assignment has room for; a project with more cases gets some proposed again. */
    private static final int MOST_COVERED = 10_000;

    /** Left of a session's time when an exploration has to come to its end. */
    private static final Duration TO_REPORT = Duration.ofMinutes(1);

    private final TenantId tenant;
    private final RunHeader.Project project;
    private final Environment environment;
    private final Assignment.Budgets budgets;

    Assignments(
            TenantId tenant,
            RunHeader.Project project,
            Environment environment,
            RunConfig.Budget budget) {
        this.tenant = tenant;
        this.project = project;
        this.environment = environment;
        this.budgets =
                new Assignment.Budgets(
                        budget.steps(),
                        budget.time().toMillis(),
                        budget.step().toMillis(),
                        budget.navigation().toMillis());
    }

    Assignment of(RunId run, SessionId session, PinnedCase one, Map<String, String> labels) {
        return new Assignment(
                run.toString(),
                session.toString(),
                tenant.toString(),
                project.id().toString(),
                "case",
                List.of(
                        new Assignment.Case(
                                one.id().toString(),
                                one.key(),
                                one.revision(),
                                one.title(),
                                one.steps(),
                                one.expected(),
                                one.files())),
                target(run),
                List.of(),
                VIEWPORT,
                LOCALE,
                TIME_ZONE,
                HAS_IT.equals(labels.get(GPU)),
                budgets);
    }

    /**
     * An exploration.
     *
     * @param stands the case that stands for it
     * @param whole how long its session may take, the trial of what it proposes included
     * @param known the project's cases, none of which it shall propose again
     */
    Assignment exploring(
            RunId run,
            SessionId session,
            PinnedCase stands,
            Map<String, String> labels,
            Exploration exploration,
            Duration whole,
            List<PinnedCase> known) {
        var usual = of(run, session, stands, labels);
        var covered =
                known.stream()
                        .map(one -> CaseIdentity.of(one.steps(), one.expected()))
                        .distinct()
                        .limit(MOST_COVERED)
                        .toList();
        return new Assignment(
                usual.run(),
                usual.session(),
                usual.tenant(),
                usual.project(),
                Assignment.EXPLORE,
                usual.cases(),
                usual.environment(),
                usual.wiki(),
                usual.viewport(),
                usual.locale(),
                usual.timeZone(),
                usual.gpu(),
                new Assignment.Budgets(
                        EXPLORING_STEPS,
                        Math.max(whole.minus(TO_REPORT).toMillis(), exploration.time().toMillis()),
                        usual.budgets().stepTimeoutMs(),
                        usual.budgets().navigationTimeoutMs()),
                new Assignment.Exploration(
                        exploration.states(),
                        exploration.depth(),
                        exploration.time().toMillis(),
                        exploration.requestsPerSecond(),
                        covered));
    }

    private Assignment.Environment target(RunId run) {
        var settings = environment.settings();
        var origins =
                settings.origins().isEmpty()
                        ? Origins.of(settings.baseUrl()).stream().toList()
                        : settings.origins();
        return new Assignment.Environment(
                environment.id().toString(),
                settings.slug(),
                settings.baseUrl(),
                origins,
                settings.production(),
                settings.variables(),
                List.of(),
                tracing(run));
    }

    private Assignment.@Nullable Tracing tracing(RunId run) {
        var origins = environment.settings().tracedOrigins();
        return origins.isEmpty()
                ? null
                : new Assignment.Tracing(run.value().toString().replace("-", ""), origins);
    }
}
