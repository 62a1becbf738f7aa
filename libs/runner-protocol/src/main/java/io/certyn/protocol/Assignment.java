package io.certyn.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one session has to do, {@code assignment.v1}: at most 256 KiB and never a secret's value.
 *
 * @param gpu whether WebGL must be drawn by a graphics processor; without one the session is an
 *     error of the platform
 * @param mode {@code case}, {@code goal} or {@code explore}; an exploration has one case, which
 *     stands for it and has no lines
 * @param exploration how far to go; only in mode {@code explore}
 */
public record Assignment(
        String run,
        String session,
        String tenant,
        String project,
        String mode,
        List<Case> cases,
        Environment environment,
        List<WikiPage> wiki,
        Viewport viewport,
        String locale,
        String timeZone,
        boolean gpu,
        Budgets budgets,
        @Nullable Exploration exploration) {

    public static final int MAX_BYTES = 256 * 1024;

    /** An assignment of mode {@code explore}. */
    public static final String EXPLORE = "explore";

    /** One that explores nothing. */
    public Assignment(
            String run,
            String session,
            String tenant,
            String project,
            String mode,
            List<Case> cases,
            Environment environment,
            List<WikiPage> wiki,
            Viewport viewport,
            String locale,
            String timeZone,
            boolean gpu,
            Budgets budgets) {
        this(
                run,
                session,
                tenant,
                project,
                mode,
                cases,
                environment,
                wiki,
                viewport,
                locale,
                timeZone,
                gpu,
                budgets,
                null);
    }

    /**
     * A pinned revision of a case; one grammar line per step and per expected outcome.
     *
     * @param files what its steps can upload
     */
    public record Case(
            String id,
            String key,
            int revision,
            String title,
            List<String> steps,
            List<String> expected,
            List<File> files) {

        /** A case of the time before cases had files says nothing of them. */
        public Case {
            files = files == null ? List.of() : List.copyOf(files);
        }

        public Case(
                String id,
                String key,
                int revision,
                String title,
                List<String> steps,
                List<String> expected) {
            this(id, key, revision, title, steps, expected, List.of());
        }
    }

    /** A file that a case brings along. */
    public record File(String name, String base64) {}

    /**
     * The application under test.
     *
     * @param origins what the session may reach, such as {@code https://shop.example:8443}
     * @param tracing null where the application is told nothing
     */
    public record Environment(
            String id,
            String slug,
            String baseUrl,
            List<String> origins,
            boolean production,
            Map<String, String> variables,
            List<SecretName> secrets,
            @Nullable Tracing tracing) {

        /** One that is told nothing. */
        public Environment(
                String id,
                String slug,
                String baseUrl,
                List<String> origins,
                boolean production,
                Map<String, String> variables,
                List<SecretName> secrets) {
            this(id, slug, baseUrl, origins, production, variables, secrets, null);
        }
    }

    /**
     * Requests to these origins carry a {@code traceparent} (W3C Trace Context), so that the
     * application's own spans join the run's trace.
     *
     * @param traceId 32 lower-case hex digits: the run's UUID
     */
    public record Tracing(String traceId, List<String> origins) {}

    /** A secret by name, released only while the page's origin is one of these. */
    public record SecretName(String name, List<String> origins) {}

    /** A page of the project's wiki as it read when the run was created. */
    public record WikiPage(String page, int version, String text) {}

    /** Size of the page, in CSS pixels. */
    public record Viewport(int width, int height) {}

    /** Limits of one session; all are positive. */
    public record Budgets(int steps, long timeMs, long stepTimeoutMs, long navigationTimeoutMs) {}

    /**
     * How far an exploration goes.
     *
     * @param states pages and what opens on them, at most
     * @param depth links away from the base URL, at most
     * @param timeMs for looking around; trying the proposals comes after it
     * @param requestsPerSecond how often the explorer itself asks; 0 for without a limit
     * @param covered identities of the project's cases, see {@code CaseIdentity}
     */
    public record Exploration(
            int states, int depth, long timeMs, double requestsPerSecond, List<String> covered) {

        public Exploration {
            covered = List.copyOf(covered);
        }
    }
}
