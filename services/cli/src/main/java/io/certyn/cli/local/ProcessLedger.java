package io.certyn.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.certyn.events.EventJson;
import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The file of this stack's processes. It outlives a killed supervisor, so that the next start or
 * stop can end what is left; the start time tells a process from a later one of the same id.
 */
final class ProcessLedger {

    static final String SUPERVISOR = "supervisor";

    private static final Duration GRACE = Duration.ofSeconds(8);

    private final Path file;
    private final Map<String, Entry> entries = new TreeMap<>();

    ProcessLedger(Path file) {
        this.file = file;
    }

    synchronized void add(String name, long pid) {
        var started = ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
        entries.put(name, new Entry(pid, started.orElse(Instant.EPOCH)));
        write();
    }

    synchronized void remove(String name) {
        entries.remove(name);
        write();
    }

    synchronized void delete() {
        entries.clear();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LocalStackException(file + " cannot be deleted.", e);
        }
    }

    /** The supervisor in the file, if it is alive. */
    static Optional<ProcessHandle> supervisor(Path file) {
        return Optional.ofNullable(read(file).get(SUPERVISOR)).flatMap(Entry::alive);
    }

    /** Ends every process in the file that still lives, and the children of each. */
    static void endLeftovers(Path file) {
        var left =
                read(file).values().stream()
                        .flatMap(entry -> entry.alive().stream())
                        .filter(process -> process.pid() != ProcessHandle.current().pid())
                        .flatMap(
                                process -> Stream.concat(process.descendants(), Stream.of(process)))
                        .toList();
        end(left);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LocalStackException(file + " cannot be deleted.", e);
        }
    }

    /** Asks all processes to end, and forces those that do not within the grace. */
    static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        var until = System.nanoTime() + GRACE.toNanos();
        var left = new ArrayList<>(processes);
        try {
            while (!left.isEmpty() && System.nanoTime() < until) {
                Thread.sleep(20);
                left.removeIf(process -> !process.isAlive());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        left.forEach(ProcessHandle::destroyForcibly);
    }

    private void write() {
        try {
            DataDirectory.writeSecret(file, EventJson.MAPPER.writeValueAsString(entries));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger cannot be written as JSON", e);
        }
    }

    private static Map<String, Entry> read(Path file) {
        try {
            return Files.exists(file)
                    ? EventJson.MAPPER.readValue(
                            file.toFile(), new TypeReference<TreeMap<String, Entry>>() {})
                    : Map.of();
        } catch (IOException _) {
            // A ledger nobody can read names no process for certain, so it ends none.
            return Map.of();
        }
    }

    record Entry(long pid, Instant started) {

        /** Start times are read in ticks of the kernel's clock and may differ by a little. */
        Optional<ProcessHandle> alive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info().startInstant().filter(this::isAboutMyStart).isPresent());
        }

        private boolean isAboutMyStart(Instant other) {
            return Duration.between(started, other).abs().compareTo(Duration.ofSeconds(2)) < 0;
        }
    }
}
