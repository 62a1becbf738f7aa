package io.certyn.cli.local;

import io.certyn.cli.exit.ExitCode;
import io.certyn.local.LocalStackException;
import io.certyn.local.kafka.LocalKafka;
import io.certyn.local.postgres.LocalPostgres;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Keeps up what a service in Quarkus' dev mode needs, where the {@code %dev} settings of all five
 * look for it.
 */
@Command(
        name = "backing",
        hidden = true,
        description = "Start PostgreSQL and Kafka for services in dev mode.")
public final class BackingCommand implements Callable<Integer> {

    /** Where the dev settings of the services look for keys, from the checkout on. */
    static final String DATA_DIRECTORY = ".certyn-dev";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data and keys are kept; .certyn-dev in the checkout by default.")
    private @Nullable Path dataDirectory;

    @Option(names = "--postgres-port", paramLabel = "PORT", defaultValue = "5432")
    private int postgresPort;

    @Option(names = "--kafka-port", paramLabel = "PORT", defaultValue = "9092")
    private int kafkaPort;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Checkout.current();
        var data =
                DataDirectory.at(
                        dataDirectory == null
                                ? checkout.root().resolve(DATA_DIRECTORY)
                                : dataDirectory);
        try (var parts = Parts.of(data)) {
            requireFreePorts(parts);
            LocalPostgres.listenOn(data.postgres(), postgresPort);
            LocalKafka.listenOn(data.kafka(), kafkaPort);
            parts.stopOnSignal(parts::close);
            var progress = new Progress(System.err);
            var backing = new Backing(data, parts, RecordedStarts.of(checkout), progress);
            backing.makeKeys();
            backing.startKafka();
            // What a service in dev mode logs in with is no secret: it stands in its settings.
            backing.startPostgres(UnaryOperator.identity());
            print(data, backing);
            System.err.println("Up until Ctrl-C.");
            new CountDownLatch(1).await();
            return ExitCode.PASSED.code();
        }
    }

    private void requireFreePorts(Parts parts) {
        try {
            FixedPort.require(postgresPort, "--postgres-port");
            FixedPort.require(kafkaPort, "--kafka-port");
        } catch (LocalStackException e) {
            parts.giveUp();
            throw e;
        }
    }

    private void print(DataDirectory data, Backing backing) {
        System.out.print(
                """
                PostgreSQL  127.0.0.1:%d, database %s
                Kafka       %s
                API key     %s
                Data        %s
                """
                        .formatted(
                                postgresPort,
                                LocalPostgres.DATABASE,
                                backing.kafka(),
                                Secrets.apiKey(data),
                                data.root()));
        System.out.flush();
    }
}
