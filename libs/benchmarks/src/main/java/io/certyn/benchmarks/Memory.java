package io.certyn.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Memory of a stack at rest as the kernel accounts it: PSS, so that shared pages count once.
 *
 * @param partsMib everything the supervisor started and itself, without agents
 * @param backingMib of it PostgreSQL and Kafka
 * @param agentsMib what the runner keeps warm: agents, their drivers and browsers
 * @param browsersMib of it the browsers
 */
record Memory(double partsMib, double backingMib, double agentsMib, double browsersMib) {

    static Memory ofStack(Path data) throws IOException {
        var ledger = new ObjectMapper().readTree(data.resolve("processes.json").toFile());
        var agents = strays(data.resolve("runner").resolve("agents"));
        agents.addAll(below(pid(ledger, "runner")));
        var backing = new HashSet<Long>();
        for (var part : List.of("postgres", "kafka")) {
            backing.add(pid(ledger, part));
            backing.addAll(below(pid(ledger, part)));
        }
        var parts = new HashSet<>(below(pid(ledger, "supervisor")));
        parts.add(pid(ledger, "supervisor"));
        parts.addAll(backing);
        parts.removeAll(agents);
        return new Memory(pssMib(parts), pssMib(backing), pssMib(agents), pssMib(browsers(agents)));
    }

    /** Of each figure the larger one. */
    Memory max(Memory other) {
        return new Memory(
                Math.max(partsMib, other.partsMib),
                Math.max(backingMib, other.backingMib),
                Math.max(agentsMib, other.agentsMib),
                Math.max(browsersMib, other.browsersMib));
    }

    private static Set<Long> browsers(Set<Long> agents) {
        return agents.stream()
                .filter(pid ->
                        ProcessHandle.of(pid)
                                .flatMap(process -> process.info().command())
                                .filter(program -> program.contains("chrom"))
                                .isPresent())
                .collect(Collectors.toSet());
    }

    private static long pid(JsonNode ledger, String part) throws IOException {
        if (!ledger.path(part).hasNonNull("pid")) {
            throw new IOException("the ledger names no " + part + ": " + ledger);
        }
        return ledger.path(part).path("pid").asLong();
    }

    private static Set<Long> below(long pid) {
        var found = new HashSet<Long>();
        ProcessHandle.of(pid)
                .ifPresent(root -> root.descendants().forEach(child -> found.add(child.pid())));
        return found;
    }

    /** Helpers of a browser that left their parent; their home is still an agent's. */
    private static Set<Long> strays(Path agents) throws IOException {
        var found = new HashSet<Long>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                if (environment(process).contains("\0HOME=" + agents + "/")) {
                    found.add(Long.parseLong(String.valueOf(process.getFileName())));
                }
            }
        }
        return found;
    }

    private static String environment(Path process) {
        try {
            return "\0" + Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It ended while we were looking, or belongs to somebody else.
            return "";
        }
    }

    private static double pssMib(Set<Long> pids) {
        return pids.stream().mapToDouble(Memory::pssMib).sum();
    }

    private static double pssMib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                            .filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            // It ended while we were looking.
            return 0;
        }
    }
}
