package io.certyn.orchestrator.session;

import io.certyn.ids.CaseId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a finished session reported.
 *
 * @param ending set where the platform decided for all cases; the findings are then ignored
 * @param hasManifest whether the runner completed the list of its evidence, so that a seal comes
 */
public record Report(@Nullable Ending ending, List<Finding> findings, boolean hasManifest) {

    public static final String EVIDENCE_INCOMPLETE = "EVIDENCE_INCOMPLETE";
    public static final String RESULT_MISSING = "RESULT_MISSING";

    public Report {
        findings = List.copyOf(findings);
    }

    public static Report of(Ending ending) {
        return new Report(ending, List.of(), false);
    }

    /** What counts for a case in the light of the evidence: no pass without complete evidence. */
    public Finding of(CaseId id, Evidence evidence) {
        if (ending != null) {
            return new Finding(
                    id, ending.outcome(), ending.reason(), ending.message(), Duration.ZERO, false);
        }
        return findings.stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .map(finding -> proven(finding, evidence))
                .orElseGet(() ->
                        new Finding(
                                id,
                                Outcome.ERROR,
                                RESULT_MISSING,
                                "the session ended without a result for this case",
                                Duration.ZERO,
                                false));
    }

    private static Finding proven(Finding finding, Evidence evidence) {
        return switch (evidence) {
            case Evidence.Complete _ -> finding;
            case Evidence.Incomplete _, Evidence.Pending _ ->
                    finding.outcome() == Outcome.PASSED
                            ? new Finding(
                                    finding.id(),
                                    Outcome.ERROR,
                                    EVIDENCE_INCOMPLETE,
                                    "reported as passed, but the evidence is not complete",
                                    finding.duration(),
                                    finding.healed())
                            : finding;
        };
    }
}
