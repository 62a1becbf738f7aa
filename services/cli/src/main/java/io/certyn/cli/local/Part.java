package io.certyn.cli.local;

import io.certyn.local.kafka.LocalKafka;
import io.certyn.local.postgres.LocalPostgres;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** PostgreSQL or Kafka as a process of the stack; launching waits until it serves. */
record Part(long pid, CompletableFuture<?> onExit, Runnable end) implements Running {

    static Part postgres(Path directory) {
        var postgres = LocalPostgres.start(directory);
        return new Part(postgres.pid(), postgres.onExit(), postgres::close);
    }

    static Part kafka(Path directory, LocalKafka.Launch launch) {
        var kafka = LocalKafka.start(directory, launch);
        return new Part(kafka.pid(), kafka.onExit(), kafka::close);
    }

    @Override
    public void stop() {
        end.run();
    }
}
