package io.certyn.protocol.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what a step looked for, what it found and why that was taken. */
public final class Explanation {

    private static final int CANDIDATES_SHOWN = 5;
    private static final int LONGEST = 80;

    private Explanation() {}

    /** One sentence after another, in the order in which things happened; empty for nothing. */
    public static String of(List<TraceRecord> records) {
        var sentences = new ArrayList<String>();
        for (var record : records) {
            var sentence = sentence(record);
            // A check that is repeated after its picture says the same once more.
            if (!sentence.isEmpty() && !sentences.contains(sentence)) {
                sentences.add(sentence);
            }
        }
        return String.join(" ", sentences);
    }

    private static String sentence(TraceRecord record) {
        return switch (record) {
            case TraceRecord.Decide decide -> decided(decide);
            case TraceRecord.Act act -> acted(act);
            case TraceRecord.Verify verify ->
                    "Expected "
                            + cut(verify.expectation())
                            + ", saw "
                            + cut(verify.actual())
                            + (verify.pass() ? ": it holds." : ": it does not hold.");
            case TraceRecord.Incident incident ->
                    incident.kind().replace('_', ' ') + ": " + cut(incident.detail()) + ".";
            case TraceRecord.Security security ->
                    security.kind().replace('_', ' ') + ": " + cut(security.detail()) + ".";
            case TraceRecord.SessionStart _,
                    TraceRecord.CaseStart _,
                    TraceRecord.StepStart _,
                    TraceRecord.Observe _,
                    TraceRecord.Slice _,
                    TraceRecord.Artifact _,
                    TraceRecord.StepEnd _,
                    TraceRecord.SessionEnd _ ->
                    "";
        };
    }

    private static String decided(TraceRecord.Decide decide) {
        var looked = "Looked for " + cut(decide.target());
        return switch (decide.found()) {
            case ONE ->
                    looked
                            + times(decide.attempts())
                            + " and took "
                            + decide.candidates().stream()
                                    .filter(one -> one.ref().equals(decide.chosen()))
                                    .findFirst()
                                    .map(one -> shown(one) + ", " + why(one))
                                    .orElse(decide.chosen() + ", which was not among those found")
                            + ".";
            case NONE -> looked + times(decide.attempts()) + " and found none.";
            case LEFT_OUT -> looked + ", found none and left the step out, as it may be.";
            case SEVERAL ->
                    looked
                            + " and found several that fit alike: "
                            + decide.candidates().stream()
                                    .limit(CANDIDATES_SHOWN)
                                    .map(Explanation::shown)
                                    .collect(Collectors.joining("; "))
                            + (decide.candidates().size() > CANDIDATES_SHOWN ? "; …" : "")
                            + ".";
        };
    }

    private static String times(int attempts) {
        return attempts == 1 ? "" : " " + attempts + " times";
    }

    private static String shown(TraceRecord.Candidate candidate) {
        return candidate.role() + " \"" + cut(candidate.name()) + "\" (" + candidate.ref() + ")";
    }

    private static String why(TraceRecord.Candidate candidate) {
        return switch (candidate.tier()) {
            case "TEST_ID" -> "the only one with this test id";
            case "EXACT" -> "the only one with exactly this name";
            case "INSENSITIVE" -> "the only one with this name in other letters, and none exactly";
            case "LABEL" -> "the only one with this label, and none with the name";
            case "PREFIX" -> "the only one whose name begins so, and none fits better";
            case "PARTIAL" -> "the only one whose name has it in it, and none fits better";
            case "TEXT" -> "the only one that shows this text, and none has the name";
            default -> "the only one that fits as " + candidate.tier();
        };
    }

    private static String acted(TraceRecord.Act act) {
        var what =
                act.verb()
                        + (act.locator() == null ? "" : " " + cut(act.locator()))
                        + (act.value() == null ? "" : " with \"" + cut(act.value()) + "\"");
        return switch (act.effect()) {
            case DONE -> "Did " + what + ".";
            case GONE -> "Could not " + what + ": it was gone.";
            case REFUSED, NOT_OPENED ->
                    "Could not " + what + ": " + cut(String.valueOf(act.error())) + ".";
        };
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
