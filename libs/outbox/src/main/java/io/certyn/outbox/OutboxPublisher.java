package io.certyn.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Runs the {@link OutboxFlow} of a service from its start to its end. */
@ApplicationScoped
public class OutboxPublisher {

    private final Vertx vertx;
    private final Pool pool;
    private final OutboxConfig config;
    private final Config kafka;
    private @Nullable OutboxFlow flow;

    OutboxPublisher(Vertx vertx, Pool pool, OutboxConfig config, Config kafka) {
        this.vertx = vertx;
        this.pool = pool;
        this.config = config;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            flow =
                    new OutboxFlow(
                            vertx,
                            pool,
                            () -> KafkaSettings.of(kafka),
                            config.poll(),
                            config.batch());
            flow.start();
        }
    }

    /**
     * Messages were committed. Where the table tells nobody, whoever wrote them says so; forgotten,
     * they wait for the clock.
     */
    public void committed() {
        var running = flow;
        if (running != null) {
            running.wakeSoon();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (flow != null) {
            flow.stop();
        }
    }
}
