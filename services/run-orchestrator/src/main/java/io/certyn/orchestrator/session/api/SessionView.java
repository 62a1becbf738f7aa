package io.certyn.orchestrator.session.api;

import io.certyn.orchestrator.session.Evidence;
import io.certyn.orchestrator.session.SessionFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session as it is shown. */
public record SessionView(
        String id,
        String run,
        String lifecycle,
        long epoch,
        int attempt,
        @Nullable String runner,
        @Nullable String image,
        EvidenceView evidence,
        List<Member> cases) {

    /** Whether the evidence is complete. */
    public record EvidenceView(String state, @Nullable String reason) {

        static EvidenceView of(Evidence evidence) {
            return switch (evidence) {
                case Evidence.Pending _ -> new EvidenceView("pending", null);
                case Evidence.Complete _ -> new EvidenceView("complete", null);
                case Evidence.Incomplete(var reason) -> new EvidenceView("incomplete", reason);
            };
        }
    }

    /** One of its cases. */
    public record Member(String id, String key) {}

    static SessionView of(SessionFacts facts) {
        var attempt = facts.attempt();
        return new SessionView(
                facts.id().toString(),
                facts.run().toString(),
                facts.lifecycle().wire(),
                attempt.epoch(),
                attempt.number(),
                attempt.runner() == null ? null : attempt.runner().toString(),
                attempt.image(),
                EvidenceView.of(facts.evidence()),
                facts.cases().stream()
                        .map(one -> new Member(one.id().toString(), one.key()))
                        .toList());
    }
}
