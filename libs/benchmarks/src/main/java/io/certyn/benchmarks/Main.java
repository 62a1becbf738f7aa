package io.certyn.benchmarks;

import io.certyn.benchmarks.leases.LeasesBench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one benchmark and prints its figures, the last thing on standard output as one document. */
final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        switch (Asked.read(List.of(arguments))) {
            case Asked.Bench bench -> {
                var figures = figures(bench);
                System.out.println(new Document(bench.name(), Machine.here(), figures).json());
            }
            case Asked.Nonsense(var sentence) -> {
                System.err.println(sentence);
                System.exit(2);
            }
        }
    }

    private static List<Figure> figures(Asked.Bench bench) throws Exception {
        var root = Path.of(System.getProperty("certyn.root", ".")).toAbsolutePath().normalize();
        return switch (bench.name()) {
            case Asked.STARTUP -> StartupBench.run(root);
            case Asked.LEASES -> LeasesBench.run(root, bench.words());
            case Asked.VERDICTS -> VerdictsBench.run(root, bench.words());
            default -> withExecutors(root, bench);
        };
    }

    private static List<Figure> withExecutors(Path root, Asked.Bench bench) throws Exception {
        var figures = new ArrayList<Figure>();
        for (var executor : bench.words().isEmpty() ? Executors.here() : bench.words()) {
            figures.addAll(
                    bench.name().equals(Asked.DISPATCH)
                            ? DispatchBench.run(root, executor)
                            : OverheadBench.run(root, executor));
        }
        return figures;
    }
}
