package io.certyn.runner;

import io.certyn.runner.control.ControlPlane;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.metrics.Export;
import io.certyn.runner.metrics.RunnerMetrics;
import io.certyn.runner.register.AccessTokens;
import io.certyn.runner.register.HostId;
import io.certyn.runner.register.Identity;
import io.certyn.runner.register.KeyRotation;
import io.certyn.runner.register.Registrar;
import io.certyn.runner.register.StateDirectory;
import io.certyn.runner.session.Sessions;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.tunnel.Tunnels;
import io.certyn.runner.work.Intake;
import io.certyn.runner.work.Slots;
import io.certyn.runner.work.Terms;
import io.certyn.runner.work.kafka.KafkaOffers;
import io.certyn.runner.work.sync.Disowned;
import io.certyn.runner.work.sync.Exchange;
import io.certyn.runner.work.sync.LongPoll;
import io.certyn.runner.work.sync.Mailbox;
import io.certyn.runner.work.sync.Superseded;
import io.certyn.runner.work.sync.SyncClient;
import io.certyn.runner.work.sync.SyncReports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** One runner from start to end; the exit status says how it ended, see {@link Main}. */
final class Daemon {

    private static final System.Logger LOG = System.getLogger(Daemon.class.getName());
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration READY = Duration.ofSeconds(40);

    private static final int ENDED = 0;
    private static final int REFUSED = 2;
    private static final int SUPERSEDED = 3;
    private static final int NOT_ACCEPTED = 4;
    private static final int FAILED = 1;

    private final Settings settings;
    private final Export export;
    private final RunnerMetrics metrics;
    private final Ticker ticker = Ticker.SYSTEM;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    Daemon(Settings settings, Export export) {
        this.settings = settings;
        this.export = export;
        this.metrics = new RunnerMetrics(export.telemetry(), settings.membership().pool());
    }

    int run() throws IOException, InterruptedException {
        var state = new StateDirectory(settings.directories().state());
        state.prepare();
        Preparation.runtime(settings.directories().runtime());
        try (var executor = Executors.open(settings)) {
            return run(state, executor);
        } catch (Registrar.NotRegistered e) {
            System.err.println(e.getMessage());
            return e.isSetting() ? REFUSED : NOT_ACCEPTED;
        }
    }

    private int run(StateDirectory state, Executor executor)
            throws IOException, Registrar.NotRegistered, InterruptedException {
        var client = settings.connection().client();
        var clock = Clock.systemUTC();
        var controlPlane = new ControlPlane(settings.connection(), client, clock);
        var registrar = new Registrar(controlPlane, state, description(executor), metrics);
        var identity = registrar.identify(settings.membership().token());
        var tokens = new AccessTokens(controlPlane, identity, clock, ticker);
        var instanceId = "ins_" + UUID.randomUUID();
        var instance = registrar.open(tokens, instanceId);
        LOG.log(
                System.Logger.Level.INFO,
                "instance opened runnerId={0} runnerEpoch={1} executor={2}",
                identity.runner(),
                instance.runnerEpoch(),
                executor.kind());

        var terms = Terms.of(instance.timing());
        var slots = new Slots(settings.work().slots());
        var mailbox = new Mailbox(ticker);
        var sessions =
                Sessions.create(
                        new Sessions.Places(
                                state.resolve("spool"), settings.directories().runtime()),
                        new Sessions.Warm(settings.work().warmAgents(), instance.agentImage()),
                        new Sessions.Surroundings(
                                executor,
                                tokens,
                                controlPlane,
                                new Tunnels(settings.connection(), client, metrics),
                                ticker),
                        slots,
                        new SyncReports(slots, mailbox, ticker));
        var syncClient =
                new SyncClient(
                        tokens, instanceId, instance.runnerEpoch(), Version.current(), metrics);
        var exchange = new Exchange(syncClient, mailbox, slots, sessions, ticker, terms, metrics);

        var preparation = new Preparation(executor, slots, mailbox, ticker);
        preparation.clearUp(Sessions.undelivered(state.resolve("spool")), terms);
        slots.ready(false);
        loop("image", () -> preparation.image(instance.agentImage(), sessions));
        loop("key", keyRotation(controlPlane, tokens, identity, state)::run);
        loop("tick", () -> tick(exchange));
        loop("exchange", exchange::run);
        loop("long-poll", new LongPoll(syncClient, exchange, slots, ticker)::run);
        if (fromKafka(instance.offers())) {
            loop("offers", kafkaOffers(slots, exchange.intake())::run);
        }
        var drain = new Thread(() -> drain(slots, sessions, executor), "drain");
        Runtime.getRuntime().addShutdownHook(drain);
        return serve(exchange);
    }

    private KeyRotation keyRotation(
            ControlPlane controlPlane,
            AccessTokens tokens,
            Identity identity,
            StateDirectory state) {
        var life = settings.membership().keyLife();
        return new KeyRotation(controlPlane, tokens, identity, state, life, Clock.systemUTC());
    }

    private boolean fromKafka(String poolSays) {
        return switch (settings.work().offers()) {
            case AUTO -> poolSays.equals("kafka");
            case KAFKA -> true;
            case SYNC -> false;
        };
    }

    private KafkaOffers kafkaOffers(Slots slots, Intake intake) {
        var kafka = settings.work().kafka();
        if (!kafka.containsKey(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new SettingsRefused(
                    "kafka.bootstrap.servers is missing: this pool's offers come from Kafka.");
        }
        return new KafkaOffers(kafka, settings.membership().pool(), slots, intake);
    }

    private int serve(Exchange exchange) throws IOException, InterruptedException {
        var port = settings.health();
        if (port.port() == 0) {
            return awaitEnd();
        }
        try (var _ =
                Health.serve(
                        new InetSocketAddress(port.host(), port.port()),
                        () -> !end.isDone(),
                        () -> !end.isDone() && exchange.silence().compareTo(READY) < 0)) {
            return awaitEnd();
        }
    }

    private int awaitEnd() throws InterruptedException {
        try {
            int status = end.get();
            if (status == SUPERSEDED) {
                // Its agents belong to the newer instance, or end at their own deadline.
                export.close();
                Runtime.getRuntime().halt(SUPERSEDED);
            }
            return status;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end never fails", e);
        }
    }

    private void tick(Exchange exchange) throws InterruptedException {
        while (true) {
            exchange.tick();
            TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
        }
    }

    /** Something that runs for as long as the daemon. */
    @FunctionalInterface
    private interface Loop {
        void run() throws Superseded, Disowned, InterruptedException;
    }

    private void loop(String name, Loop loop) {
        Thread.ofPlatform()
                .daemon()
                .name(name)
                .start(() -> {
                    try {
                        loop.run();
                    } catch (Superseded e) {
                        LOG.log(System.Logger.Level.WARNING, "instance superseded");
                        end.complete(SUPERSEDED);
                    } catch (Disowned e) {
                        LOG.log(
                                System.Logger.Level.ERROR,
                                "the control plane does not know this runner any more; register it"
                                        + " again with an empty state directory");
                        end.complete(NOT_ACCEPTED);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.ERROR, "runner failed", e);
                        end.complete(FAILED);
                    }
                });
    }

    /** On SIGTERM: nothing new is claimed, what runs may end while its lease is renewed. */
    private void drain(Slots slots, Sessions sessions, Executor executor) {
        LOG.log(System.Logger.Level.INFO, "draining busy={0}", slots.busy());
        slots.close();
        long until = ticker.nanos() + settings.work().drain().toNanos();
        try {
            while (!slots.idle() && ticker.nanos() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            sessions.close();
            executor.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "executor not closed", e);
        }
        LOG.log(System.Logger.Level.INFO, "runner stopped unfinished={0}", slots.busy());
        export.close();
        Runtime.getRuntime().halt(end.getNow(ENDED));
    }

    private Registrar.Description description(Executor executor) throws IOException {
        var membership = settings.membership();
        return new Registrar.Description(
                membership.pool(),
                membership.name(),
                settings.work().slots(),
                HostId.of(executor.engine()),
                Version.current(),
                executor.kind(),
                settings.labels());
    }

    /** The version of this build. */
    private static final class Version {
        static String current() {
            return Optional.ofNullable(Daemon.class.getPackage().getImplementationVersion())
                    .orElse("development");
        }
    }
}
