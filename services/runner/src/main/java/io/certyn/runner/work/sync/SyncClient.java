package io.certyn.runner.work.sync;

import io.certyn.protocol.ProtocolVersion;
import io.certyn.protocol.Sync;
import io.certyn.runner.control.Refused;
import io.certyn.runner.control.Unavailable;
import io.certyn.runner.metrics.RunnerMetrics;
import io.certyn.runner.metrics.RunnerMetrics.Failure;
import io.certyn.runner.register.AccessTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Requests of one instance, numbered. */
public final class SyncClient {

    private static final String PATH = "/runner/v1/sync";

    private final AccessTokens tokens;
    private final String instanceId;
    private final long runnerEpoch;
    private final String version;
    private final RunnerMetrics metrics;
    private final AtomicLong seq = new AtomicLong();

    public SyncClient(
            AccessTokens tokens,
            String instanceId,
            long runnerEpoch,
            String version,
            RunnerMetrics metrics) {
        this.tokens = tokens;
        this.instanceId = instanceId;
        this.runnerEpoch = runnerEpoch;
        this.version = version;
        this.metrics = metrics;
    }

    /** Answered on commit. */
    Optional<Sync.Answer> exchange(
            int freeSlots, List<Sync.LeaseReport> leases, Mailbox.Batch batch, Duration timeout)
            throws IOException, Refused, Superseded, Disowned, InterruptedException {
        return send(
                new Sync.Request(
                        ProtocolVersion.CURRENT,
                        instanceId,
                        runnerEpoch,
                        seq.incrementAndGet(),
                        0,
                        version,
                        freeSlots,
                        leases,
                        batch.claims().stream().map(Mailbox.PendingClaim::claim).toList(),
                        batch.declines(),
                        batch.completions(),
                        batch.events(),
                        batch.acks(),
                        batch.inventory()),
                timeout);
    }

    /** Parked until there is something to say; empty when a newer poll released it. */
    Optional<Sync.Answer> poll(int freeSlots, Duration hold, Duration timeout)
            throws IOException, Refused, Superseded, Disowned, InterruptedException {
        return send(
                new Sync.Request(
                        ProtocolVersion.CURRENT,
                        instanceId,
                        runnerEpoch,
                        seq.incrementAndGet(),
                        hold.toMillis(),
                        version,
                        freeSlots,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null),
                timeout);
    }

    private Optional<Sync.Answer> send(Sync.Request request, Duration timeout)
            throws IOException, Refused, Superseded, Disowned, InterruptedException {
        try {
            return tokens.post(PATH, request, Sync.Answer.class, timeout);
        } catch (Refused e) {
            if (e.status() == 410) {
                throw new Superseded();
            }
            metrics.syncFailed(Failure.REFUSED);
            // Its signature was not believed just now, nor is it with a fresh token.
            if (e.status() == 401) {
                throw new Disowned();
            }
            throw e;
        } catch (Unavailable e) {
            metrics.syncFailed(Failure.UNAVAILABLE);
            throw e;
        } catch (IOException e) {
            metrics.syncFailed(Failure.UNREACHABLE);
            throw e;
        }
    }
}
