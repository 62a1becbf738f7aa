package io.certyn.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves messages from the table to Kafka as long as it runs: woken by the table's notification, or
 * by a clock as a net, it drains until nothing is left, and after a failure it waits and repeats.
 * State is touched on one Vert.x context only; nothing there blocks.
 */
final class OutboxFlow {

    /** Paused is after a failure: only time leads out of it, not a new message. */
    private enum Mode {
        IDLE,
        DRAINING,
        PAUSED
    }

    private static final Logger LOG = Logger.getLogger(OutboxFlow.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Context context;
    private final OutboxTable table;
    private final OutboxProducer producer;
    private final OutboxSignal signal;
    private final Duration poll;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Mode mode = Mode.IDLE;
    private boolean woken;
    private boolean stopping;
    private Duration pause = SHORTEST_PAUSE;
    private @Nullable String trouble;

    OutboxFlow(
            Vertx vertx, Pool pool, Supplier<Map<String, Object>> kafka, Duration poll, int batch) {
        this.context = vertx.getOrCreateContext();
        this.table = new OutboxTable(pool, batch);
        this.producer = new OutboxProducer(kafka, Infrastructure.getDefaultWorkerPool());
        this.signal = new OutboxSignal(pool, context, this::wake);
        this.poll = poll;
    }

    void start() {
        context.runOnContext(_ -> {
            signal.start();
            context.owner().setPeriodic(poll.toMillis(), this::tick);
            wake();
        });
    }

    /** Ends after the batch at hand, or without it if that takes too long. Blocks. */
    void stop() {
        context.runOnContext(_ -> end());
        try {
            ended.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("outbox stopped while a batch was on its way");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }

    private void tick(long timer) {
        if (stopping) {
            context.owner().cancelTimer(timer);
        } else {
            wake();
        }
    }

    void wakeSoon() {
        context.runOnContext(_ -> wake());
    }

    private void wake() {
        woken = true;
        if (mode == Mode.IDLE && !stopping) {
            drain();
        }
    }

    private void drain() {
        mode = Mode.DRAINING;
        woken = false;
        table.drain(this::send)
                .emitOn(this::onContext)
                .subscribe()
                .with(this::drained, this::failed);
    }

    /** Back on the context before the connection is used again. */
    private Uni<Void> send(List<StoredMessage> messages) {
        return producer.send(messages).emitOn(this::onContext);
    }

    private void drained(int count) {
        mode = Mode.IDLE;
        pause = SHORTEST_PAUSE;
        if (trouble != null) {
            LOG.info("outbox flows again");
            trouble = null;
        }
        if (stopping) {
            finish();
        } else if (count > 0 || woken) {
            drain();
        }
    }

    private void failed(Throwable failure) {
        mode = Mode.PAUSED;
        report(failure);
        if (stopping) {
            finish();
            return;
        }
        context.owner().setTimer(pause.toMillis(), _ -> repeat());
        var longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    /** Messages differ from one attempt to the next, so the kind decides what is a change. */
    private void report(Throwable failure) {
        var kind = failure.getClass().getName();
        if (!kind.equals(trouble)) {
            LOG.warnf("outbox does not flow, will repeat cause=%s: %s", kind, failure.getMessage());
            trouble = kind;
        }
    }

    private void repeat() {
        if (!stopping) {
            drain();
        }
    }

    private void end() {
        stopping = true;
        // A batch at hand finishes first, and calls.
        if (mode != Mode.DRAINING) {
            finish();
        }
    }

    private void finish() {
        signal.stop().subscribe().with(_ -> ended.complete(null), ended::completeExceptionally);
    }

    private void onContext(Runnable task) {
        context.runOnContext(_ -> task.run());
    }
}
