package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import io.certyn.local.kafka.KafkaTopics;
import io.certyn.local.kafka.LocalKafka;
import io.certyn.local.kafka.TopicSpec;
import io.certyn.local.kafka.TopicsFile;
import io.certyn.local.postgres.LocalPostgres;
import io.certyn.local.postgres.PostgresAdmin;
import io.certyn.security.SigningKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The running product on one machine. Starting it either ends with every part ready or with an
 * exception and nothing left running.
 */
final class LocalStack implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final Plan plan;
    private final Progress progress;
    private final String kafka;
    private final Commands commands;
    private final ProcessLedger ledger;
    private final FileChannel lock;
    private final ControlPlane api;
    private final RuntimeDirectory runtime;
    private final List<Supervised> parts = new ArrayList<>();
    private final Thread hook = new Thread(this::close, "stop-local-stack");
    private boolean closing;

    private LocalStack(Plan plan, Progress progress, FileChannel lock) {
        this.plan = plan;
        this.progress = progress;
        this.lock = lock;
        this.kafka = LocalKafka.bootstrapServers(plan.data().kafka());
        this.commands = new Commands(plan, kafka);
        this.ledger = new ProcessLedger(plan.data().processes());
        this.api =
                new ControlPlane(URI.create(plan.url(Plan.CONSOLE)), Secrets.apiKey(plan.data()));
        this.runtime = RuntimeDirectory.of(plan.data());
    }

    static LocalStack start(Checkout checkout, StackOptions options, Progress progress) {
        return start(checkout, options, RecordedStarts.of(checkout), progress);
    }

    static LocalStack start(
            Checkout checkout, StackOptions options, RecordedStarts starts, Progress progress) {
        var data = options.data();
        var before = Footprint.of(data);
        data.prepare();
        var lock = data.lock();
        LocalStack stack;
        try {
            data.makeLogs();
            endLeftovers(data);
            stack =
                    new LocalStack(
                            Plan.of(checkout, data, options.port, options.executor, starts),
                            progress,
                            lock);
        } catch (RuntimeException e) {
            before.restore();
            release(lock);
            throw e;
        }
        stack.startParts();
        return stack;
    }

    /** Of a supervisor that was killed; a leftover part may hold the very port that is wanted. */
    private static void endLeftovers(DataDirectory data) {
        ProcessLedger.endLeftovers(data.processes());
        LocalPostgres.stopLeftover(data.postgres());
        try {
            Files.deleteIfExists(data.summary());
        } catch (IOException e) {
            throw new LocalStackException(data.summary() + " cannot be deleted.", e);
        }
    }

    Plan plan() {
        return plan;
    }

    ControlPlane api() {
        return api;
    }

    String apiKey() {
        return Secrets.apiKey(plan.data());
    }

    String kafka() {
        return kafka;
    }

    /** Stops what was started, in the order in which nothing misses what it needs. */
    @Override
    public void close() {
        List<Supervised> started;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            started = List.copyOf(parts);
        }
        stopTogether(started, part -> part.name().equals(Plan.RUNNER));
        stopTogether(started, part -> plan.ports().containsKey(part.name()));
        stopTogether(started, _ -> true);
        api.close();
        runtime.delete();
        ledger.delete();
        try {
            Files.deleteIfExists(plan.data().summary());
        } catch (IOException _) {
            // The next start writes it anew; a reader finds its processes gone.
        }
        release(lock);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // This is the hook.
        }
    }

    private void startParts() {
        Runtime.getRuntime().addShutdownHook(hook);
        ledger.add(ProcessLedger.SUPERVISOR, ProcessHandle.current().pid());
        Plan.SERVICES.forEach(service -> SigningKeys.create(plan.data().keys(), service.name()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                startParts(threads);
            } catch (RuntimeException e) {
                // At once, so that nobody goes on waiting for a part that will not come.
                close();
                throw e;
            }
        }
        plan.isolation().ifPresent(progress::say);
        progress.say("ready");
    }

    private void startParts(ExecutorService threads) {
        var broker = async(threads, this::startKafka);
        var shop = async(threads, this::startDemoShop);
        startPostgres();
        var services =
                Plan.SERVICES.stream()
                        .map(service -> async(threads, () -> startService(service)))
                        .toList();
        await(broker);
        services.forEach(LocalStack::await);
        await(shop);
        var seed = new Seed(api);
        var pool = seed.pool();
        var runner = async(threads, () -> startRunner(seed, pool));
        seed.project(DemoProject.read(plan.checkout().demoProject(), plan.demoShopUrl()), pool);
        await(runner);
    }

    private void startPostgres() {
        var data = plan.data();
        supervise("postgres", () -> Part.postgres(data.postgres()));
        var admin = PostgresAdmin.of(data.postgres());
        for (var service : Plan.SERVICES) {
            admin.createService(service.role(), Secrets.password(data, service.role()));
        }
        progress.say("postgres serves");
    }

    private void startKafka() {
        supervise("kafka", () -> Part.kafka(plan.data().kafka(), commands.kafka()));
        var topics = TopicsFile.read(LocalStack.class.getClassLoader());
        KafkaTopics.create(kafka, topics.stream().map(TopicSpec::onOneMachine).toList());
        progress.say("kafka serves");
    }

    private void startService(Plan.ServicePart started) {
        var name = started.name();
        var data = plan.data();
        var admin = PostgresAdmin.of(data.postgres());
        var command =
                commands.service(
                        started,
                        admin.jdbcUrl(LocalPostgres.DATABASE),
                        admin.reactiveUrl(LocalPostgres.DATABASE));
        var password = Secrets.password(data, started.role());
        var environment = Map.of("QUARKUS_DATASOURCE_PASSWORD", password);
        var service = supervise(name, () -> child(command, environment, data.log(name)));
        awaitReady(service, () -> Probe.isOk(plan.url(name) + "/q/health/ready"));
    }

    private void startDemoShop() {
        var log = plan.data().log(Plan.DEMO_SHOP);
        var shop = supervise(Plan.DEMO_SHOP, () -> child(commands.demoShop(), Map.of(), log));
        awaitReady(shop, () -> Probe.isOk(plan.url(Plan.DEMO_SHOP) + "/"));
    }

    private void startRunner(Seed seed, String pool) {
        var environment = commands.runnerEnvironment(pool, seed.registrationToken(pool));
        var command = commands.runner(runtime.path());
        var log = plan.data().log(Plan.RUNNER);
        var runner = supervise(Plan.RUNNER, () -> child(command, environment, log));
        awaitReady(runner, () -> seed.hasRunner(pool));
    }

    private ChildProcess child(List<String> command, Map<String, String> environment, Path log) {
        return ChildProcess.start(command, environment, log, plan.starts().patience());
    }

    private Supervised supervise(String name, Supplier<Running> launch) {
        var part = Supervised.start(name, launch, ledger);
        synchronized (this) {
            if (!closing) {
                parts.add(part);
                return part;
            }
        }
        part.close();
        throw new LocalStackException("The local stack was stopped while it was starting.");
    }

    /** A part that dies before it was ever ready will not become so by being started again. */
    private void awaitReady(Supervised part, Supplier<Boolean> ready) {
        var log = plan.data().log(part.name());
        var until = System.nanoTime() + READY_LIMIT.toNanos();
        while (!ready.get()) {
            if (!part.isAlive() || System.nanoTime() > until) {
                throw new LocalStackException(
                        part.name() + " cannot start; its log is " + log + ".");
            }
            Probe.pause();
        }
        progress.say(part.name() + " is ready");
    }

    private void stopTogether(
            List<Supervised> all, java.util.function.Predicate<Supervised> which) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.stream().filter(which).forEach(part -> threads.execute(part::close));
        }
    }

    private static CompletableFuture<Void> async(ExecutorService threads, Runnable task) {
        return CompletableFuture.runAsync(task, threads);
    }

    private static void await(CompletableFuture<Void> task) {
        try {
            task.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LocalStackException known ? known : e;
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
