package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import io.certyn.local.postgres.LocalPostgres;
import io.certyn.local.postgres.PostgresAdmin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private final Parts parts;
    private final Backing backing;
    private final Commands commands;
    private final ControlPlane api;
    private final RuntimeDirectory runtime;

    private LocalStack(Plan plan, Progress progress, Parts parts) {
        this.plan = plan;
        this.progress = progress;
        this.parts = parts;
        this.backing = new Backing(plan.data(), parts, plan.starts(), progress);
        this.commands = new Commands(plan, backing.kafka());
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
        var parts = Parts.of(data);
        LocalStack stack;
        try {
            deleteSummary(data);
            stack =
                    new LocalStack(
                            Plan.of(checkout, data, options.port, options.executor, starts),
                            progress,
                            parts);
        } catch (RuntimeException e) {
            parts.giveUp();
            throw e;
        }
        stack.startParts();
        return stack;
    }

    private static void deleteSummary(DataDirectory data) {
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
        return backing.kafka();
    }

    /** Stops what was started, in the order in which nothing misses what it needs. */
    @Override
    public void close() {
        if (!parts.beginStopping()) {
            return;
        }
        parts.stop(part -> part.name().equals(Plan.RUNNER));
        parts.stop(part -> plan.ports().containsKey(part.name()));
        parts.stop(_ -> true);
        api.close();
        runtime.delete();
        try {
            Files.deleteIfExists(plan.data().summary());
        } catch (IOException _) {
            // The next start writes it anew; a reader finds its processes gone.
        }
        parts.close();
    }

    private void startParts() {
        parts.stopOnSignal(this::close);
        backing.makeKeys();
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
        var broker = async(threads, backing::startKafka);
        var shop = async(threads, this::startDemoShop);
        backing.startPostgres(role -> Secrets.password(plan.data(), role));
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
        var service = parts.start(name, () -> child(command, environment, data.log(name)));
        awaitReady(service, () -> Probe.isOk(plan.url(name) + "/q/health/ready"));
    }

    private void startDemoShop() {
        var log = plan.data().log(Plan.DEMO_SHOP);
        var shop = parts.start(Plan.DEMO_SHOP, () -> child(commands.demoShop(), Map.of(), log));
        awaitReady(shop, () -> Probe.isOk(plan.url(Plan.DEMO_SHOP) + "/"));
    }

    private void startRunner(Seed seed, String pool) {
        var environment = commands.runnerEnvironment(pool, seed.registrationToken(pool));
        var command = commands.runner(runtime.path());
        var log = plan.data().log(Plan.RUNNER);
        var runner = parts.start(Plan.RUNNER, () -> child(command, environment, log));
        awaitReady(runner, () -> seed.hasRunner(pool));
    }

    private ChildProcess child(List<String> command, Map<String, String> environment, Path log) {
        return ChildProcess.start(command, environment, log, plan.starts().patience());
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
}
