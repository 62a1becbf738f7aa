package io.certyn.broker.sync.api;

import io.certyn.broker.lease.store.FreshCommands;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Has runners that are parked here hear of commands that another broker gave. A notification by the
 * database would have every transaction that gives one commit alone.
 */
@ApplicationScoped
class CommandWatch {

    private static final Logger LOG = Logger.getLogger(CommandWatch.class);

    private final FreshCommands commands;
    private final ParkedPolls polls;

    CommandWatch(FreshCommands commands, ParkedPolls polls) {
        this.commands = commands;
        this.polls = polls;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (!polls.isAnybodyKnown()) {
            return Uni.createFrom().voidItem();
        }
        return commands.all()
                .invoke(fresh -> fresh.forEach(polls::given))
                .onFailure()
                .invoke(failure -> LOG.warnf("commands were not looked at cause=%s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
