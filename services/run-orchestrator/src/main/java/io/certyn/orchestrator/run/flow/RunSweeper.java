package io.certyn.orchestrator.run.flow;

import io.certyn.ids.RunId;
import io.certyn.orchestrator.run.Run;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.store.Runs;
import io.certyn.orchestrator.session.Ending;
import io.certyn.orchestrator.session.SessionCommand;
import io.certyn.orchestrator.session.store.Sessions;
import io.certyn.orchestrator.trigger.store.IdempotencyKeys;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Raises the deadlines of runs and sessions. It never repeats anything: it looks at what is overdue
 * now, and whatever is still overdue is looked at again the next time.
 */
@ApplicationScoped
public class RunSweeper {

    private static final Logger LOG = Logger.getLogger(RunSweeper.class);

    private final Runs runs;
    private final Sessions sessions;
    private final SessionNews news;
    private final IdempotencyKeys keys;
    private final InstantSource clock;
    private final RunConfig config;

    public RunSweeper(
            Runs runs,
            Sessions sessions,
            SessionNews news,
            IdempotencyKeys keys,
            InstantSource clock,
            RunConfig config) {
        this.runs = runs;
        this.sessions = sessions;
        this.news = news;
        this.keys = keys;
        this.clock = clock;
        this.config = config;
    }

    /** Sessions that wait for a seal too long, then runs that are overdue. */
    @Scheduled(
            every = "${certyn.run.sweep:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> sweep() {
        return giveUpSeals().chain(this::endOverdueRuns);
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return keys.forgetExpired().replaceWithVoid();
    }

    private Uni<Void> giveUpSeals() {
        return sessions.sealsDue(clock.instant(), config.sweepSize())
                .chain(due -> each(due, this::giveUpSeal));
    }

    private Uni<Void> giveUpSeal(Sessions.Due due) {
        LOG.warnf("seal did not come in time sessionId=%s runId=%s", due.session(), due.run());
        return news.tell(
                new SessionNews.About(due.tenant(), due.run(), due.session()),
                new SessionCommand.GiveUpSeal());
    }

    private Uni<Void> endOverdueRuns() {
        return runs.overdue(clock.instant(), config.sweepSize())
                .chain(overdue -> each(overdue, this::end));
    }

    private Uni<Void> end(RunRecord record) {
        return switch (record.run()) {
            case Run.Unfinished unfinished ->
                    unfinished
                            .overdue(clock.instant())
                            .map(ending -> end(record, ending))
                            .orElseGet(() -> Uni.createFrom().voidItem());
            case Run.Finished _ -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> end(RunRecord record, Ending ending) {
        RunId run = record.run().id();
        return sessions.unfinished(run)
                .chain(open ->
                        each(
                                open,
                                session ->
                                        news.tell(
                                                new SessionNews.About(
                                                        record.tenant(), run, session),
                                                new SessionCommand.Abandon(ending))));
    }

    /** One after another; one that fails does not keep the rest from being looked at. */
    private static <T> Uni<Void> each(List<T> these, Function<T, Uni<Void>> act) {
        return Multi.createFrom()
                .iterable(these)
                .onItem()
                .transformToUniAndConcatenate(one ->
                        act.apply(one)
                                .onFailure()
                                .invoke(failure -> LOG.warnf(failure, "sweep failed"))
                                .onFailure()
                                .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }
}
