package io.certyn.benchmarks.leases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process takes of the machine. */
final class Footprint {

    private static final Pattern OPEN_FILES =
            Pattern.compile("Max open files +\\S+ +(\\d+|unlimited) .*");
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private Footprint() {}

    /** Resident memory, in KiB. */
    static long rssKib(long pid) throws IOException {
        return rssKib(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
    }

    static long rssKib(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** How many files a process of ours may open at most; a JVM takes all that it may. */
    static long mostOpenFiles() throws IOException {
        return mostOpenFiles(Files.readAllLines(Path.of("/proc/self/limits")));
    }

    static long mostOpenFiles(List<String> limits) {
        return limits.stream()
                .map(OPEN_FILES::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                .findFirst()
                .orElseThrow();
    }

    /** Time on all cores since the process started. */
    static Duration cpu(long pid) throws IOException {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IOException("no process " + pid));
    }

    /** What a JVM's heap holds once its garbage is collected, in KiB. */
    static long liveHeapKib(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        return usedKib(jcmd(pid, "GC.heap_info"));
    }

    /** The generations of the serial collector together. */
    static long usedKib(String heapInfo) {
        return USED.matcher(heapInfo).results().mapToLong(it -> Long.parseLong(it.group(1))).sum();
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        var jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                command)
                        .redirectErrorStream(true)
                        .start();
        var output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + output);
        }
        return output;
    }
}
