package io.certyn.broker.sync.api;

import io.certyn.broker.placement.Offer;
import io.certyn.broker.sync.SyncAnswer;
import io.certyn.broker.sync.api.ParkedPolls.Wake;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is between us and one runner: its parked poll, and what it should hear. */
// A poll is itself and equal to no other.
@SuppressWarnings("ReferenceEquality")
final class RunnerLine {

    /** More than a runner has slots; older ones have expired by then. */
    private static final int MOST_OFFERS = 512;

    private final Deque<Offer> offers = new ArrayDeque<>();
    private Set<String> told = Set.of();
    private @Nullable UniEmitter<? super Wake> poll;
    private boolean rung;

    void offer(Offer offer) {
        synchronized (this) {
            offers.addLast(offer);
            if (offers.size() > MOST_OFFERS) {
                offers.removeFirst();
            }
        }
        ring();
    }

    /** Ends the parked poll, or lets the next one through at once. */
    void ring() {
        synchronized (this) {
            if (poll == null) {
                rung = true;
                return;
            }
        }
        wake(Wake.RUNG);
    }

    void wake(Wake why) {
        var waiting = take();
        if (waiting != null) {
            waiting.complete(why);
        }
    }

    Uni<Wake> park(Duration hold, CompletionStage<Void> gone) {
        wake(Wake.REPLACED);
        return Uni.createFrom()
                .<Wake>emitter(emitter -> put(emitter, gone))
                .ifNoItem()
                .after(hold)
                .recoverWithItem(Wake.TIME_UP);
    }

    private void put(UniEmitter<? super Wake> emitter, CompletionStage<Void> gone) {
        boolean parked;
        synchronized (this) {
            parked = !rung;
            rung = false;
            poll = parked ? emitter : null;
        }
        if (parked) {
            emitter.onTermination(() -> forget(emitter));
            gone.whenComplete((_, _) -> end(emitter));
        } else {
            emitter.complete(Wake.RUNG);
        }
    }

    /** Only this poll: a newer one has a connection of its own. */
    private void end(UniEmitter<? super Wake> emitter) {
        synchronized (this) {
            if (poll != emitter) {
                return;
            }
            poll = null;
        }
        emitter.complete(Wake.GONE);
    }

    /** Whether there are offers that have not lapsed. */
    synchronized boolean hasOffers(Instant now) {
        offers.removeIf(offer -> !now.isBefore(offer.until()));
        return !offers.isEmpty();
    }

    private synchronized void forget(UniEmitter<? super Wake> emitter) {
        if (poll == emitter) {
            poll = null;
        }
    }

    private synchronized @Nullable UniEmitter<? super Wake> take() {
        var waiting = poll;
        poll = null;
        return waiting;
    }

    synchronized List<Offer> takeOffers() {
        var all = new ArrayList<>(offers);
        offers.clear();
        return all;
    }

    synchronized boolean wasTold(String one) {
        return told.contains(one);
    }

    synchronized boolean tell(Set<String> news) {
        var isNew = SyncAnswer.isNew(news, told);
        told = Set.copyOf(news);
        return isNew;
    }
}
