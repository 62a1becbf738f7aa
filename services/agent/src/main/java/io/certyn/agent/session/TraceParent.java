package io.certyn.agent.session;

import io.certyn.agent.evidence.Evidence;
import io.certyn.protocol.Assignment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a step calls itself towards the application, as W3C Trace Context words it. */
final class TraceParent {

    private static final int LARGEST_STEP = 0xffff;

    private TraceParent() {}

    /**
     * The parent of every span of this step: twelve digits that are the same for all steps of a
     * case, then four that are the step's number, so that a person finds it again.
     */
    static String of(Assignment.Tracing tracing, String session, Evidence.Spot spot) {
        var common = (session + " " + spot.caseKey()).getBytes(StandardCharsets.UTF_8);
        var parent =
                String.format(
                        Locale.ROOT,
                        "%s%04x",
                        Evidence.sha256(common).substring(0, 12),
                        Math.min(spot.step(), LARGEST_STEP));
        return "00-" + tracing.traceId() + "-" + parent + "-01";
    }
}
