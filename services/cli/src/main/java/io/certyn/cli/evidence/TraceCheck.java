package io.certyn.cli.evidence;

import io.certyn.protocol.Uploads;
import io.certyn.protocol.trace.Replay;
import io.certyn.protocol.trace.ReplayedCase;
import io.certyn.protocol.trace.ReplayedStep;
import io.certyn.protocol.trace.TraceChain;
import io.certyn.protocol.trace.TraceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the agent's trace says, held against the files it speaks of and against itself.
 *
 * @param problems each begins with the trace's name
 */
record TraceCheck(List<String> problems, List<ReplayedCase> cases) {

    private static final String NAME = "agent-trace.jsonl: ";

    static TraceCheck of(List<String> lines, List<Uploads.File> files, String session) {
        var problems = new ArrayList<String>();
        TraceChain.verify(lines).ifPresent(problem -> problems.add(NAME + problem));
        if (!lines.isEmpty() && !lines.getFirst().contains("\"session\":\"" + session + "\"")) {
            problems.add(NAME + "is not of session " + session);
        }
        List<ReplayedCase> cases;
        try {
            cases = Replay.of(lines);
        } catch (IllegalArgumentException e) {
            problems.add(NAME + e.getMessage());
            return new TraceCheck(problems, List.of());
        }
        for (var one : cases) {
            contradictions(one, problems);
            pictures(one, files, problems);
        }
        return new TraceCheck(problems, cases);
    }

    private static void contradictions(ReplayedCase one, List<String> problems) {
        for (var step : one.steps()) {
            step.stated()
                    .filter(stated -> !stated.equals(step.recomputed()))
                    .ifPresent(stated ->
                            problems.add(
                                    NAME
                                            + where(one, step)
                                            + " was reported "
                                            + stated.shown()
                                            + ", and its records say "
                                            + step.recomputed().shown()));
        }
        one.stated()
                .filter(stated -> !stated.equals(one.recomputed().outcome()))
                .ifPresent(stated ->
                        problems.add(
                                NAME
                                        + one.key()
                                        + " was reported "
                                        + stated
                                        + ", and its steps say "
                                        + one.recomputed().shown()));
    }

    /** Each picture a step names is the one the manifest vouches for. */
    private static void pictures(
            ReplayedCase one, List<Uploads.File> files, List<String> problems) {
        Map<String, String> hashes = new HashMap<>();
        files.forEach(file -> hashes.put(file.name(), file.sha256()));
        for (var step : one.steps()) {
            for (var record : step.records()) {
                if (record instanceof TraceRecord.Artifact artifact
                        && !artifact.sha256().equals(hashes.get(artifact.name()))) {
                    problems.add(
                            NAME
                                    + where(one, step)
                                    + " kept another "
                                    + artifact.name()
                                    + " than the manifest has");
                }
            }
        }
    }

    private static String where(ReplayedCase one, ReplayedStep step) {
        return one.key() + " step " + step.number();
    }
}
