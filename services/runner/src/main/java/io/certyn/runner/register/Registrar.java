package io.certyn.runner.register;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.protocol.ProtocolVersion;
import io.certyn.protocol.Registration;
import io.certyn.runner.control.Backoff;
import io.certyn.runner.control.ControlPlane;
import io.certyn.runner.control.Outage;
import io.certyn.runner.control.Refused;
import io.certyn.runner.control.Unavailable;
import io.certyn.runner.metrics.RunnerMetrics;
import io.certyn.runner.metrics.RunnerMetrics.Failure;
import io.certyn.runner.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Registers this runner the first time it starts, and opens an instance each time. */
public final class Registrar {

    private static final System.Logger LOG = System.getLogger(Registrar.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int TOO_OLD = 426;

    private final ControlPlane controlPlane;
    private final StateDirectory state;
    private final Description description;
    private final RunnerMetrics metrics;
    private final Outage outage = new Outage("control plane", Ticker.SYSTEM);

    public Registrar(
            ControlPlane controlPlane,
            StateDirectory state,
            Description description,
            RunnerMetrics metrics) {
        this.controlPlane = controlPlane;
        this.state = state;
        this.description = description;
        this.metrics = metrics;
    }

    /** What a runner says about itself. */
    public record Description(
            PoolId pool,
            String name,
            int slots,
            String hostId,
            String version,
            String executor,
            Map<String, String> ownLabels) {

        /** What sessions may ask for: its own labels, and those that are found out. */
        Map<String, String> labels() {
            var labels = new HashMap<>(ownLabels);
            labels.put("executor", executor);
            labels.put(
                    "os",
                    System.getProperty("os.name", "unknown").toLowerCase(java.util.Locale.ROOT));
            labels.put("arch", System.getProperty("os.arch", "unknown"));
            return labels;
        }
    }

    /** This runner cannot be registered; the message says what to do. */
    public static final class NotRegistered extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean setting;

        NotRegistered(String message, boolean setting) {
            super(message);
            this.setting = setting;
        }

        /** Whether a setting is missing or wrong, rather than refused by the control plane. */
        public boolean isSetting() {
            return setting;
        }
    }

    /** The stored identity, or a new one; waits for the control plane as long as it takes. */
    public Identity identify(Optional<String> token)
            throws IOException, NotRegistered, InterruptedException {
        var known = state.identity();
        if (known.isPresent()) {
            if (!known.get().pool().equals(description.pool())) {
                throw new NotRegistered(
                        "RUNNER_POOL_ID is not the pool that this runner's state directory was"
                                + " registered with; use another state directory.",
                        true);
            }
            return known.get();
        }
        var identity =
                register(
                        token.orElseThrow(() ->
                                new NotRegistered(
                                        "REGISTRATION_TOKEN is missing and this runner is not"
                                                + " registered yet.",
                                        true)));
        state.keep(identity);
        LOG.log(
                System.Logger.Level.INFO,
                "runner registered runnerId={0} poolId={1}",
                identity.runner(),
                identity.pool());
        return identity;
    }

    private Identity register(String token)
            throws IOException, NotRegistered, InterruptedException {
        var keys = state.keys();
        var request =
                new Registration.Request(
                        ProtocolVersion.CURRENT,
                        token,
                        description.pool().toString(),
                        description.name(),
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(keys.getPublic().getEncoded()),
                        description.hostId(),
                        description.slots(),
                        description.labels(),
                        description.version(),
                        description.executor());
        try {
            var answer = persist("/runner/v1/register", request, Registration.Answer.class);
            return new Identity(
                    RunnerId.parse(answer.runnerId()),
                    answer.tenant(),
                    PoolId.parse(answer.poolId()),
                    keys.getPrivate());
        } catch (Refused e) {
            throw refused(
                    e,
                    "REGISTRATION_TOKEN was refused by the control plane ("
                            + e.getMessage()
                            + ").");
        }
    }

    private <T> T persist(String path, Object request, Class<T> type)
            throws Refused, InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8));
        while (true) {
            try {
                var answer = controlPlane.post(path, Optional.empty(), request, type, TIMEOUT);
                if (answer.isPresent()) {
                    outage.over();
                    return answer.get();
                }
            } catch (IOException e) {
                failed(e);
            }
            TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
        }
    }

    /** Whatever else is wrong with a runner, one that is too old must be replaced first. */
    private NotRegistered refused(Refused why, String otherwise) {
        metrics.registrationFailed(Failure.REFUSED);
        return new NotRegistered(
                why.status() == TOO_OLD
                        ? "This runner is too old: " + why.getMessage() + "."
                        : otherwise,
                false);
    }

    private void failed(IOException why) {
        metrics.registrationFailed(
                why instanceof Unavailable ? Failure.UNAVAILABLE : Failure.UNREACHABLE);
        outage.failed(why);
    }

    /** Makes every older process of this runner superseded. */
    public Registration.InstanceAnswer open(AccessTokens tokens, String instanceId)
            throws NotRegistered, InterruptedException {
        var request =
                new Registration.InstanceRequest(
                        instanceId,
                        description.hostId(),
                        description.version(),
                        description.slots(),
                        description.labels());
        var backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8));
        while (true) {
            try {
                var answer =
                        tokens.post(
                                "/runner/v1/instances",
                                request,
                                Registration.InstanceAnswer.class,
                                TIMEOUT);
                if (answer.isPresent()) {
                    outage.over();
                    return answer.get();
                }
            } catch (Refused e) {
                throw refused(
                        e,
                        "The control plane does not accept this runner's identity ("
                                + e.getMessage()
                                + "); register it again with an empty state directory.");
            } catch (IOException e) {
                failed(e);
            }
            TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
        }
    }
}
