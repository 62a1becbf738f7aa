package io.certyn.runner.session;

import io.certyn.protocol.Uploads;
import java.util.Set;

/** A path within a session's evidence that is safe as a path on disk. */
record EvidenceName(String value) {

    static final EvidenceName TRACE = new EvidenceName("agent-trace.jsonl");
    static final EvidenceName LOG = new EvidenceName("agent.log");
    static final EvidenceName EGRESS = new EvidenceName("egress.jsonl");
    static final EvidenceName MANIFEST = new EvidenceName("manifest.json");

    private static final Set<EvidenceName> OURS = Set.of(TRACE, LOG, EGRESS, MANIFEST);

    /** A name an agent chose. */
    static EvidenceName fromAgent(String text) throws LinkViolation {
        var name = new EvidenceName(text);
        if (!Uploads.isName(text) || OURS.contains(name)) {
            throw new LinkViolation("a file that may not have its name");
        }
        return name;
    }
}
