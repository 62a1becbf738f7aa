package io.certyn.broker.sync.api;

import io.certyn.broker.lease.flow.Doorbell;
import io.certyn.broker.placement.Offer;
import io.certyn.ids.RunnerId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The long polls that wait here, at most one for each runner, without a thread. */
@ApplicationScoped
class ParkedPolls implements Doorbell {

    private final Map<RunnerId, RunnerLine> lines = new ConcurrentHashMap<>();

    @Override
    public void offer(RunnerId runner, Offer offer) {
        line(runner).offer(offer);
    }

    @Override
    public void ring(RunnerId runner) {
        line(runner).ring();
    }

    /** Waits until something happens to this runner, a newer poll comes, or time is up. */
    Uni<Wake> park(RunnerId runner, Duration hold, CompletionStage<Void> gone) {
        return line(runner).park(hold, gone);
    }

    boolean hasOffers(RunnerId runner) {
        return line(runner).hasOffers();
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
