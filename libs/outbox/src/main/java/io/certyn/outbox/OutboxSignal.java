package io.certyn.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears of new messages by LISTEN, on a connection that is taken from the pool for good and
 * replaced when it is lost. All calls happen on one context.
 */
final class OutboxSignal {

    private static final Logger LOG = Logger.getLogger(OutboxSignal.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String CHANNEL =
            "select quote_ident('outbox_' || current_schema()) as channel";

    private final Pool pool;
    private final Context context;
    private final Runnable heard;
    private @Nullable PgConnection connection;
    private boolean stopped;

    OutboxSignal(Pool pool, Context context, Runnable heard) {
        this.pool = pool;
        this.context = context;
        this.heard = heard;
    }

    void start() {
        if (stopped) {
            return;
        }
        pool.getConnection()
                .map(PgConnection::cast)
                .call(this::listen)
                .emitOn(task -> context.runOnContext(_ -> task.run()))
                .subscribe()
                .with(this::listening, failure -> lost(failure.getMessage()));
    }

    /** Gives the connection up; ends when it is closed. */
    Uni<Void> stop() {
        stopped = true;
        var last = connection;
        connection = null;
        return last == null ? Uni.createFrom().voidItem() : giveBack(last);
    }

    /** The connection goes back to the pool, where its next user must not be a listener. */
    private static Uni<Void> giveBack(PgConnection listener) {
        return listener.query("unlisten *")
                .execute()
                .onFailure()
                .recoverWithNull()
                .chain(listener::close);
    }

    private Uni<Void> listen(PgConnection fresh) {
        fresh.notificationHandler(_ -> context.runOnContext(_ -> heard.run()));
        return fresh.query(CHANNEL)
                .execute()
                .map(rows -> rows.iterator().next().getString("channel"))
                .chain(channel -> fresh.query("listen " + channel).execute())
                .replaceWithVoid()
                .onFailure()
                .call(fresh::close);
    }

    private void listening(PgConnection fresh) {
        if (stopped) {
            giveBack(fresh).subscribe().with(_ -> {});
            return;
        }
        connection = fresh;
        fresh.closeHandler(() -> context.runOnContext(_ -> lost("connection closed")));
        // What came between the loss of the old connection and now was not heard.
        heard.run();
    }

    private void lost(@Nullable String cause) {
        connection = null;
        if (!stopped) {
            LOG.debugf("outbox listener lost cause=%s", cause);
            context.owner().setTimer(PAUSE.toMillis(), _ -> start());
        }
    }
}
