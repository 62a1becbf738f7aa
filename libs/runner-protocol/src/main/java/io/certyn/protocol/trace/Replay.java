package io.certyn.protocol.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges a session again from nothing but its trace: texts are compared again, choices and acts
 * held against each other; what the page showed is the agent's word. It shares no judging with the
 * agent that judged it first, so that each finds the other's mistakes.
 */
public final class Replay {

    private Replay() {}

    /**
     * The cases in the order in which they were begun.
     *
     * @throws IllegalArgumentException naming the line that is none of a trace
     */
    public static List<ReplayedCase> of(List<String> lines) {
        var cases = new LinkedHashMap<String, Map<Integer, List<TraceRecord>>>();
        var kinds = new HashMap<String, TraceRecord.CaseKind>();
        Map<String, String> outcomes = Map.of();
        for (int i = 0; i < lines.size(); i++) {
            var line = read(lines.get(i), i + 1);
            if (line.isEmpty()) {
                continue;
            }
            var what = line.get().what();
            if (what instanceof TraceRecord.SessionEnd end) {
                outcomes = end.outcomes();
            }
            var key = line.get().caseKey();
            if (what instanceof TraceRecord.CaseStart start) {
                key.ifPresent(of -> kinds.put(of, start.kind()));
            }
            var step = line.get().step();
            if (key.isPresent() && step.isPresent()) {
                cases.computeIfAbsent(key.get(), _ -> new TreeMap<>())
                        .computeIfAbsent(step.get(), _ -> new ArrayList<>())
                        .add(what);
            }
        }
        outcomes.keySet().forEach(key -> cases.computeIfAbsent(key, _ -> new TreeMap<>()));
        return replayed(cases, kinds, outcomes);
    }

    private static Optional<TraceLine> read(String line, int number) {
        try {
            return TraceLine.read(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + " is no record of a trace", e);
        }
    }

    private static List<ReplayedCase> replayed(
            Map<String, Map<Integer, List<TraceRecord>>> cases,
            Map<String, TraceRecord.CaseKind> kinds,
            Map<String, String> outcomes) {
        var replayed = new ArrayList<ReplayedCase>();
        cases.forEach((key, records) -> {
            var kind = kinds.getOrDefault(key, TraceRecord.CaseKind.CASE);
            var steps =
                    records.entrySet().stream()
                            .map(step -> ReplayedStep.of(kind, step.getKey(), step.getValue()))
                            .toList();
            replayed.add(ReplayedCase.of(key, kind, steps, Optional.ofNullable(outcomes.get(key))));
        });
        return List.copyOf(replayed);
    }
}
