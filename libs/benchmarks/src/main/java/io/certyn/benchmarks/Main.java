package io.certyn.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Runs one benchmark and prints its figures, the last thing on standard output as one document. */
final class Main {

    private static final List<String> NAMES = List.of("startup", "dispatch", "overhead");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var words = new ArrayList<>(Arrays.asList(arguments));
        words.remove("--json");
        if (words.isEmpty() || !NAMES.contains(words.getFirst())) {
            System.err.println("Give one of: " + String.join(", ", NAMES) + ".");
            System.exit(2);
        }
        var name = words.removeFirst();
        var executors = words.isEmpty() ? List.of("process") : List.copyOf(words);
        var root = Path.of(System.getProperty("certyn.root", ".")).toAbsolutePath().normalize();
        var figures = new ArrayList<Figure>();
        for (var executor : executors) {
            figures.addAll(
                    switch (name) {
                        case "startup" -> StartupBench.run(root, List.of("--executor", executor));
                        case "dispatch" -> DispatchBench.run(root, executor);
                        default -> OverheadBench.run(root, executor);
                    });
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("bench", name);
        document.put("machine", machine());
        document.put("figures", figures);
        System.out.println(new ObjectMapper().writeValueAsString(document));
    }

    private static Map<String, Object> machine() throws java.io.IOException {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("memoryMib", firstNumber(Path.of("/proc/meminfo"), _ -> true) / 1024);
        machine.put("cpu", cpu());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("java", System.getProperty("java.vm.version"));
        return machine;
    }

    private static long firstNumber(Path file, Predicate<String> line) throws java.io.IOException {
        return Files.readAllLines(file).stream()
                .filter(line)
                .findFirst()
                .map(text -> Long.parseLong(text.replaceAll("[^0-9]", "")))
                .orElse(0L);
    }

    private static String cpu() throws java.io.IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
