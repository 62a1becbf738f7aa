package io.certyn.runner.session;

import java.util.Set;
import java.util.regex.Pattern;

/** A path within a session's evidence that is safe as a path on disk. */
record EvidenceName(String value) {

    static final EvidenceName TRACE = new EvidenceName("agent-trace.jsonl");
    static final EvidenceName LOG = new EvidenceName("agent.log");
    static final EvidenceName MANIFEST = new EvidenceName("manifest.json");

    private static final Set<EvidenceName> OURS = Set.of(TRACE, LOG, MANIFEST);
    private static final Pattern SAFE =
            Pattern.compile(
                    "[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){0,3}");
    private static final int LONGEST = 200;

    /** A name an agent chose. */
    static EvidenceName fromAgent(String text) throws LinkViolation {
        var name = new EvidenceName(text);
        if (text.length() > LONGEST || !SAFE.matcher(text).matches() || OURS.contains(name)) {
            throw new LinkViolation("a file that may not have its name");
        }
        return name;
    }
}
