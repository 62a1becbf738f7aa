package io.certyn.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one session has to do, {@code assignment.v1}: at most 256 KiB and never a secret's value.
 *
 * @param gpu whether WebGL must be drawn by a graphics processor; without one the session is an
 *     error of the platform
 * @param mode {@code case}, {@code goal} or {@code explore}
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
        Budgets budgets) {

    public static final int MAX_BYTES = 256 * 1024;

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
}
