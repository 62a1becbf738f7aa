package io.certyn.orchestrator.run.flow;

import io.certyn.ids.RunId;
import io.certyn.orchestrator.run.store.Runs;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Wakes those who wait for a run to change. Changes made here wake them at once; those made by
 * another replica are found by one query a second for all runs that somebody waits for.
 */
@ApplicationScoped
public class RunChanges {

    /** How long a reader may wait on a node that is about to end; not zero, lest readers spin. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Map<RunId, Set<Watch>> watched = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Runs runs;
    private final RunConfig config;
    private volatile boolean ending;

    public RunChanges(Runs runs, RunConfig config) {
        this.runs = runs;
        this.config = config;
    }

    /** Somebody who has seen one version of a run and waits for the next, until closed. */
    public final class Watch implements AutoCloseable {

        private final RunId run;
        private final long seen;
        private final CompletableFuture<Boolean> changed = new CompletableFuture<>();

        private Watch(RunId run, long seen) {
            this.run = run;
            this.seen = seen;
        }

        /** Whether the run changed within this time. It may answer on any thread. */
        public Uni<Boolean> changes(Duration within) {
            return Uni.createFrom()
                    .completionStage(changed)
                    .ifNoItem()
                    .after(ending && within.compareTo(MOMENT) > 0 ? MOMENT : within)
                    .recoverWithItem(false);
        }

        private void tell(long version) {
            if (version != seen) {
                changed.complete(true);
            }
        }

        @Override
        public void close() {
            watched.computeIfPresent(
                    run,
                    (_, watches) -> {
                        if (watches.remove(this)) {
                            waiting.decrementAndGet();
                        }
                        return watches.isEmpty() ? null : watches;
                    });
        }
    }

    /**
     * Starts to watch, before the run is read, so that no change is missed; empty when too many do.
     */
    public Optional<Watch> watch(RunId run, long seen) {
        if (waiting.incrementAndGet() > config.maxWaiting()) {
            waiting.decrementAndGet();
            return Optional.empty();
        }
        var watch = new Watch(run, seen);
        watched.compute(
                run,
                (_, watches) -> {
                    var all = watches == null ? ConcurrentHashMap.<Watch>newKeySet() : watches;
                    all.add(watch);
                    return all;
                });
        return Optional.of(watch);
    }

    /** A change was committed. */
    public void announce(RunId run, long version) {
        watched.getOrDefault(run, Set.of()).forEach(watch -> watch.tell(version));
    }

    /** Answers everybody, so that they go to another node while this one waits for them to go. */
    void end(@Observes ShutdownDelayInitiatedEvent event) {
        ending = true;
        watched.values().forEach(all -> all.forEach(watch -> watch.changed.complete(false)));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        var ids = Set.copyOf(watched.keySet());
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : runs.versions(ids)
                        .invoke(versions -> versions.forEach(this::announce))
                        .replaceWithVoid();
    }
}
