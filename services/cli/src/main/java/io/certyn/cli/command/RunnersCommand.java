package io.certyn.cli.command;

import io.certyn.cli.exit.ExitCode;
import io.certyn.cli.output.RunnersReport;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the runners, who of them is there and what they have to do. */
@Command(name = "runners", description = "List the runners and how they are.")
public final class RunnersCommand implements Callable<Integer> {

    @Mixin private Connection connection = new Connection();

    @Option(names = "--pool", paramLabel = "POOL", description = "Only those of this pool, by id.")
    private @Nullable String pool;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        var inPool = pool == null ? "" : "&pool=" + Paths.segment(pool);
        var runners = connection.open().all("/api/v1/runners?limit=200" + inPool);
        System.out.print(json ? runners + "\n" : RunnersReport.table(runners));
        return ExitCode.PASSED.code();
    }
}
