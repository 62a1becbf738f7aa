package io.certyn.broker.runner.flow;

import io.certyn.broker.runner.store.Runners;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Notices runners that fell silent. */
@ApplicationScoped
class PresenceSweeper {

    private static final Logger LOG = Logger.getLogger(PresenceSweeper.class);

    private final Runners runners;

    PresenceSweeper(Runners runners) {
        this.runners = runners;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return runners.goOffline()
                .onFailure()
                .invoke(failure -> LOG.warnf("runners were not looked at cause=%s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
