package io.certyn.benchmarks.leases;

import io.certyn.protocol.ProtocolVersion;
import io.certyn.protocol.Sync;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Runners in a process of their own, of which each takes one session, says so, and keeps it by
 * renewing until the process is killed.
 */
final class Holders {

    private static final Duration HOLD = Duration.ofSeconds(25);

    private final BrokerHttp http;
    private final RunnerIdentity identity;
    private long seq;

    private Holders(BrokerHttp http, RunnerIdentity identity) {
        this.http = http;
        this.identity = identity;
    }

    /**
     * @param arguments address of the broker; the runners come in on standard input, one a line
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var http = new BrokerHttp(URI.create(arguments[0]));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            var holder = new Holders(http, RunnerIdentity.read(line));
            Thread.ofVirtual().start(holder::run);
        }
        new CountDownLatch(1).await();
    }

    private void run() {
        try {
            keep(take());
        } catch (IOException e) {
            // Without one of its runners the process is no trial: it ends, and its reader hears so.
            System.err.println("a runner's request failed: " + e.getMessage());
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Sync.ClaimResult take() throws IOException, InterruptedException {
        while (true) {
            for (var offer : sync(HOLD, null, List.of()).offers()) {
                var claim = new Sync.Claim(offer.session(), offer.expectedEpoch(), offer.offerId());
                var result = sync(Duration.ZERO, null, List.of(claim)).claimResults().getFirst();
                if (result.code() == null) {
                    return result;
                }
            }
        }
    }

    private void keep(Sync.ClaimResult lease) throws IOException, InterruptedException {
        var isSaid = false;
        while (true) {
            var answer =
                    sync(
                            Duration.ZERO,
                            new Sync.LeaseReport(
                                    lease.session(), lease.epoch(), "running", null, null),
                            List.of());
            if (!isSaid) {
                System.out.println(lease.session());
                isSaid = true;
            }
            Thread.sleep(answer.nextSyncMs());
        }
    }

    private Sync.Answer sync(
            Duration hold, Sync.@Nullable LeaseReport held, List<Sync.Claim> claims)
            throws IOException, InterruptedException {
        var request =
                new Sync.Request(
                        ProtocolVersion.CURRENT,
                        identity.instance(),
                        identity.epoch(),
                        ++seq,
                        hold.toMillis(),
                        RunnerIdentity.VERSION,
                        held == null ? 1 : 0,
                        held == null ? List.of() : List.of(held),
                        claims,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null);
        return http.post("/runner/v1/sync", identity.accessToken(), request).as(Sync.Answer.class);
    }
}
