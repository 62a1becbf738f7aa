package io.certyn.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Memory of process trees as the kernel accounts it: PSS, so that shared pages count once. */
final class Memory {

    private Memory() {}

    /** MiB of every process whose command line or environment names this data directory. */
    static double ofStack(Path data, Predicate<String> counted) throws IOException {
        double total = 0;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                var command = commandLine(process);
                if (belongs(process, command, data) && counted.test(command)) {
                    total += pssMib(process);
                }
            }
        }
        return total;
    }

    private static boolean belongs(Path process, String command, Path data) {
        if (command.contains(data.toString())) {
            return true;
        }
        // PostgreSQL's children rewrite their command lines: their working directory tells.
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(data);
        } catch (IOException e) {
            return false;
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private static double pssMib(Path process) {
        try {
            return Files.readAllLines(process.resolve("smaps_rollup")).stream()
                            .filter(line -> line.startsWith("Pss:"))
                            .map(line -> line.replaceAll("[^0-9]", ""))
                            .mapToLong(Long::parseLong)
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            // It ended while we were looking.
            return 0;
        }
    }

    /** Processes that only exist because an agent is kept warm. */
    static boolean isAgent(String command) {
        return List.of("agent.jar", "chromium", "run-driver", "node/node").stream()
                .anyMatch(command::contains);
    }
}
