package io.certyn.console.proxy;

import java.util.List;
import java.util.regex.Pattern;

/** The table of the outward surface; the first line that fits counts. */
public final class Routes {

    /** One line: paths of this form lead there. */
    private record Line(Pattern form, Route route) {}

    private static final Pattern PROBES = Pattern.compile("/healthz|/readyz|/q/health(/.*)?");

    private static final List<Line> CONSOLE =
            List.of(
                    line("/runner/.*", new Route.Passage(Part.LEASE_BROKER)),
                    line("/upload/.*", new Route.Passage(Part.ARTIFACT)),
                    line("/relay/.*", new Route.Passage(Part.RELAY)),
                    line("/api/v1/(me|owner-links|api-keys(/.*)?)", new Route.OwnApi()),
                    line("/api/v1/runner-pools(/.*)?", new Route.Api(Part.LEASE_BROKER)),
                    line("/api/v1/(runners|queue)(/.*)?", new Route.Api(Part.LEASE_BROKER)),
                    line("/api/v1/sessions/[^/]+/live-tickets", new Route.Api(Part.RELAY)),
                    line("/api/v1/artifacts(/.*)?", new Route.Api(Part.ARTIFACT)),
                    line("/api/v1/runs/[^/]+/artifacts", new Route.Api(Part.ARTIFACT)),
                    line("/api/v1/.+", new Route.Api(Part.RUN_ORCHESTRATOR)),
                    // Also what does not exist: a stranger learns nothing about which paths do.
                    line("/api(/.*)?", new Route.OwnApi()),
                    line("/auth/.*|/problems(/.*)?|/version", new Route.Open()),
                    line(
                            "/assets/.*|/[^/]+\\.(svg|png|ico|txt|css|js|webmanifest)",
                            new Route.Open()),
                    line(
                            "/(q|runner|upload|relay|auth|internal|assets)(/.*)?",
                            new Route.Nowhere()),
                    line("/.*", new Route.Page()));

    /**
     * What runners come for, who may know us by any name, such as that of a cluster's service. They
     * prove who they are by tokens, which no browser adds by itself, so an attacker's name helps
     * nobody.
     */
    private static final List<Line> ANY_NAME =
            List.of(
                    line("/runner/.*", new Route.Passage(Part.LEASE_BROKER)),
                    line("/upload/.*", new Route.Passage(Part.ARTIFACT)),
                    line("/relay/v1/publish/.*", new Route.Passage(Part.RELAY)),
                    line(".*", new Route.Misdirected()));

    private static final List<Line> TRACES =
            List.of(
                    line("/(b|viewer)/.*", new Route.Bytes(Part.ARTIFACT)),
                    line(".*", new Route.Nowhere()));

    private Routes() {}

    /** Where a request goes, by the face it is shown and its path without dot segments. */
    public static Route of(Hosts.Face face, String path) {
        if (PROBES.matcher(path).matches()) {
            // Probes come by address, not by name.
            return new Route.Open();
        }
        return switch (face) {
            case STRANGER -> first(ANY_NAME, path);
            case TRACES -> first(TRACES, path);
            case CONSOLE -> first(CONSOLE, path);
        };
    }

    private static Route first(List<Line> table, String path) {
        return table.stream()
                .filter(line -> line.form().matcher(path).matches())
                .findFirst()
                .map(Line::route)
                .orElse(new Route.Nowhere());
    }

    private static Line line(String form, Route route) {
        return new Line(Pattern.compile(form), route);
    }
}
