package io.certyn.cli.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code up} and {@code demo} have in common. */
final class StackOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where the stack keeps its data; .certyn in the checkout by default.")
    @Nullable Path dataDirectory;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the console; a free one by default, the same after a restart.")
    @Nullable Integer port;

    @Option(
            names = "--executor",
            paramLabel = "auto|docker|process",
            defaultValue = "auto",
            description = "Where sessions run; auto takes Docker where it is there.")
    Executor executor = Executor.AUTO;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    boolean json;

    static DataDirectory dataDirectory(@Nullable Path chosen) {
        return DataDirectory.at(
                chosen == null ? Checkout.current().root().resolve(".certyn") : chosen);
    }

    DataDirectory data() {
        return dataDirectory(dataDirectory);
    }
}
