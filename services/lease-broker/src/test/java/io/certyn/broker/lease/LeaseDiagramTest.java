package io.certyn.broker.lease;

import static io.certyn.broker.lease.LeaseSamples.HOLDER;
import static io.certyn.broker.lease.LeaseSamples.NOON;
import static io.certyn.broker.lease.LeaseSamples.OTHER;
import static io.certyn.broker.lease.LeaseSamples.PASSED;
import static io.certyn.broker.lease.LeaseSamples.RESTARTED;
import static io.certyn.broker.lease.LeaseSamples.SESSION;
import static io.certyn.broker.lease.LeaseSamples.TERMS;
import static io.certyn.broker.lease.LeaseSamples.cancelled;
import static io.certyn.broker.lease.LeaseSamples.claimant;
import static io.certyn.broker.lease.LeaseSamples.failed;
import static io.certyn.broker.lease.LeaseSamples.held;
import static io.certyn.broker.lease.LeaseSamples.queued;
import static io.certyn.broker.lease.LeaseSamples.spec;
import static io.certyn.broker.lease.LeaseSamples.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every state meets every command, before and after its deadlines; the result is documentation. */
class LeaseDiagramTest {

    private static final Path DOCUMENT =
            Path.of(System.getProperty("certyn.root", "."), "docs/states/lease.md");
    private static final Instant AFTER = NOON.plusSeconds(4000);

    @Test
    void theDocumentShowsWhatTheCodeDoes() throws IOException {
        var document = document();
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/states/lease.md; rewrite it with -Ddocs.update=true")
                .isEqualTo(document);
    }

    @Test
    void nothingMovesWhatIsOver() {
        for (var command : commands().values()) {
            assertThat(Lease.decide(new Lease.Finished(SESSION, 1, 1), command, AFTER, TERMS))
                    .isNotInstanceOf(Decision.Moved.class);
        }
    }

    private static Map<String, Lease> states() {
        var states = new LinkedHashMap<String, Lease>();
        states.put("queued", queued(0, 0));
        for (var stage : Stage.values()) {
            states.put(name(stage), held(stage));
        }
        for (var stage : Stage.values()) {
            states.put(name(stage) + ", cancelled", cancelled(stage));
        }
        states.put("running, drained", stopped(Stage.RUNNING, StopReason.DRAINED));
        states.put("running, last attempt", held(spec(), Stage.RUNNING, 1));
        states.put("finished", new Lease.Finished(SESSION, 1, 1));
        return states;
    }

    private static Map<String, LeaseCommand> commands() {
        var commands = new LinkedHashMap<String, LeaseCommand>();
        var runner = claimant(HOLDER);
        commands.put("claim", new LeaseCommand.Claim(runner, 0, "offer-1"));
        commands.put("claim, other runner", new LeaseCommand.Claim(claimant(OTHER), 0, "offer-1"));
        commands.put("claim, stale", new LeaseCommand.Claim(runner, 5, "offer-1"));
        commands.put(
                "claim, draining",
                new LeaseCommand.Claim(
                        new Claimant(OTHER, runner.tenant(), runner.pool(), false, Map.of(), 1, 1),
                        0,
                        "offer-1"));
        commands.put(
                "claim, no slot",
                new LeaseCommand.Claim(claimant(OTHER).withFreeSlots(0), 0, "offer-1"));
        for (var stage : Stage.values()) {
            commands.put(
                    "reports " + name(stage), new LeaseCommand.Progress(HOLDER, 1, stage, null));
        }
        commands.put("reports, stale", new LeaseCommand.Progress(HOLDER, 9, Stage.RUNNING, null));
        commands.put("adopt", new LeaseCommand.Adopt(RESTARTED, 1));
        commands.put("lost by proof", new LeaseCommand.Lose(RESTARTED, 1));
        commands.put("release", new LeaseCommand.Release(HOLDER, "offer-1"));
        commands.put("complete", new LeaseCommand.Complete(HOLDER, 1, PASSED, null));
        commands.put(
                "complete, crash",
                new LeaseCommand.Complete(HOLDER, 1, failed("AGENT_CRASHED"), null));
        commands.put(
                "complete, stopped",
                new LeaseCommand.Complete(HOLDER, 1, failed("CANCELLED"), null));
        commands.put("complete, stale", new LeaseCommand.Complete(HOLDER, 9, PASSED, null));
        commands.put("complete, repeated", new LeaseCommand.Complete(OTHER, 1, PASSED, "aa"));
        commands.put("complete, other result", new LeaseCommand.Complete(OTHER, 1, PASSED, "zz"));
        commands.put("refuse", new LeaseCommand.Refuse(Ending.POOL_UNKNOWN));
        commands.put("cancel", new LeaseCommand.Cancel());
        commands.put("drain", new LeaseCommand.Drain());
        commands.put("expire", new LeaseCommand.Expire());
        return commands;
    }

    private static String document() {
        var text = new StringBuilder();
        text.append("# States of a session in the lease-broker\n\n");
        text.append("Generated by `LeaseDiagramTest`; rewrite it with `-Ddocs.update=true`.\n\n");
        text.append("```mermaid\nstateDiagram-v2\n    [*] --> queued\n");
        edges().forEach((edge, labels) ->
                text.append("    ")
                        .append(edge)
                        .append(": ")
                        .append(String.join(", ", labels))
                        .append('\n'));
        text.append("    finished --> [*]\n```\n\n");
        text.append(
                "Cells: the state moved to and the events; `=` repeated without effect; else why"
                        + " refused.\n");
        text.append("Before / after the deadlines where they differ.\n");
        states().forEach((name, state) -> {
            text.append("\n## ").append(name).append("\n\n|command|answer|\n|-|-|\n");
            commands()
                    .forEach((command, value) ->
                            text.append('|')
                                    .append(command)
                                    .append('|')
                                    .append(cell(state, value))
                                    .append("|\n"));
        });
        return text.toString();
    }

    private static Map<String, Set<String>> edges() {
        var edges = new TreeMap<String, Set<String>>();
        states().forEach((_, state) ->
                commands()
                        .forEach((name, command) -> {
                            for (var now : new Instant[] {NOON, AFTER}) {
                                if (Lease.decide(state, command, now, TERMS)
                                        instanceof Decision.Moved(var lease, var _)) {
                                    var edge = kind(state) + " --> " + kind(lease);
                                    edges.computeIfAbsent(edge, _ -> new TreeSet<>())
                                            .add(firstWord(name));
                                }
                            }
                        }));
        return edges;
    }

    private static String firstWord(String name) {
        var end = name.indexOf(' ');
        return (end < 0 ? name : name.substring(0, end)).replace(",", "");
    }

    private static String cell(Lease state, LeaseCommand command) {
        var before = answer(Lease.decide(state, command, NOON, TERMS));
        var after = answer(Lease.decide(state, command, AFTER, TERMS));
        return before.equals(after) ? before : before + " / " + after;
    }

    private static String answer(Decision decision) {
        return switch (decision) {
            case Decision.Refused(var why) -> why.name();
            case Decision.Unchanged _ -> "=";
            case Decision.Moved(var lease, var events) ->
                    kind(lease)
                            + events.stream()
                                    .map(event -> " " + event.getClass().getSimpleName())
                                    .collect(Collectors.joining());
        };
    }

    private static String kind(Lease lease) {
        return switch (lease) {
            case Lease.Queued _ -> "queued";
            case Lease.Held held -> name(held.stage());
            case Lease.Finished _ -> "finished";
        };
    }

    private static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
