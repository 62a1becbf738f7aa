package io.certyn.broker.sync.api;

import io.certyn.broker.placement.Doorbell;
import io.certyn.broker.placement.Offer;
import io.certyn.ids.RunnerId;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The long polls that wait here, at most one for each runner, without a thread. */
@ApplicationScoped
class ParkedPolls implements Doorbell {

    /** How long a poll may wait on a node that is about to end; not zero, lest runners spin. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Map<RunnerId, RunnerLine> lines = new ConcurrentHashMap<>();
    private volatile boolean ending;

    /** Answers everybody, so that they go to another node while this one waits for them to go. */
    void end(@Observes ShutdownDelayInitiatedEvent event) {
        ending = true;
        lines.values().forEach(line -> line.wake(Wake.TIME_UP));
    }

    @Override
    public void offer(RunnerId runner, Offer offer) {
        line(runner).offer(offer);
    }

    @Override
    public void ring(RunnerId runner) {
        line(runner).ring();
    }

    /** Rings a runner that polls here and was not told of this command, whoever gave it. */
    void given(UUID command, RunnerId runner) {
        var line = lines.get(runner);
        if (line != null && !line.wasTold(command.toString())) {
            line.ring();
        }
    }

    boolean isAnybodyKnown() {
        return !lines.isEmpty();
    }

    /** Waits until something happens to this runner, a newer poll comes, or time is up. */
    Uni<Wake> park(RunnerId runner, Duration hold, CompletionStage<Void> gone) {
        var limit = ending && hold.compareTo(MOMENT) > 0 ? MOMENT : hold;
        return line(runner).park(limit, gone);
    }

    boolean hasOffers(RunnerId runner, Instant now) {
        return line(runner).hasOffers(now);
    }

    /** Offers that were not delivered yet; they count as delivered now. */
    List<Offer> takeOffers(RunnerId runner) {
        return line(runner).takeOffers();
    }

    /** Remembers what the runner is told, and says which of it is new. */
    boolean tell(RunnerId runner, Set<String> news) {
        return line(runner).tell(news);
    }

    /** Why a poll goes on. */
    enum Wake {
        /** Something happened. */
        RUNG,
        TIME_UP,
        /** A newer poll took its place. */
        REPLACED,
        /** The runner hung up. */
        GONE
    }

    private RunnerLine line(RunnerId runner) {
        return lines.computeIfAbsent(runner, _ -> new RunnerLine());
    }
}
