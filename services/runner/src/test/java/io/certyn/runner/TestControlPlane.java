package io.certyn.runner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.certyn.ids.CaseId;
import io.certyn.ids.EnvironmentId;
import io.certyn.ids.PoolId;
import io.certyn.ids.ProjectId;
import io.certyn.ids.RunId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Registration;
import io.certyn.protocol.Sync;
import io.certyn.protocol.Uploads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A control plane of one pool in memory: what the lease-broker and the artifact service answer. */
public final class TestControlPlane implements AutoCloseable {

    static final String TOKEN = "crt_registration";

    /** Such that a lease is lost within seconds. */
    static final Registration.Timing TIMING = new Registration.Timing(500, 4_000, 1_000, 6_000);

    static final PoolId POOL = new PoolId(UUID.randomUUID());

    private final HttpServer server;
    private final Registration.Timing timing;
    private final RunnerId runner = new RunnerId(UUID.randomUUID());
    private final AtomicLong runnerEpoch = new AtomicLong();
    private final BlockingQueue<Sync.Answer> parked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Sync.Offer> unparked = new LinkedBlockingQueue<>();
    private final Map<String, Held> leases = new ConcurrentHashMap<>();
    private final Map<String, Sync.Command> commands = new ConcurrentHashMap<>();

    final List<Registration.Request> registrations = new CopyOnWriteArrayList<>();
    final List<Sync.Request> syncs = new CopyOnWriteArrayList<>();
    final List<Sync.Completion> completions = new CopyOnWriteArrayList<>();
    final List<Sync.Event> events = new CopyOnWriteArrayList<>();
    final List<Sync.Ack> acks = new CopyOnWriteArrayList<>();
    final List<Sync.Decline> declines = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    final List<String> states = new CopyOnWriteArrayList<>();

    /** How many exchanges without hold are answered 503 from now on. */
    final AtomicInteger failures = new AtomicInteger();

    /** How many registrations are answered 503 from now on. */
    final AtomicInteger registrationFailures = new AtomicInteger();

    /** How many uploads are answered 503 from now on. */
    final AtomicInteger uploadFailures = new AtomicInteger();

    /** How many requests from now on are hung up on without an answer. */
    final AtomicInteger hungUp = new AtomicInteger();

    /** How often a runner asked for an access token. */
    final AtomicInteger tokenRequests = new AtomicInteger();

    /** Keys that a runner announced, in their order. */
    final List<Registration.KeyRequest> keys = new CopyOnWriteArrayList<>();

    /** How many announcements of keys are answered 503. */
    volatile int keyAnswersLost;

    /** The last assertion for an access token. */
    volatile String lastAssertion = "";

    volatile boolean knowsRunner = true;
    volatile boolean completionsLost;
    volatile boolean rejecting;
    volatile String offers = "sync";
    volatile String image = "certyn/agent:local";

    private record Held(Assignment assignment, long epoch, boolean granted) {}

    private TestControlPlane(HttpServer server, Registration.Timing timing) {
        this.server = server;
        this.timing = timing;
    }

    static TestControlPlane start(Registration.Timing timing) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        var plane = new TestControlPlane(server, timing);
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", plane::handle);
        server.start();
        return plane;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Assignment assignment(String behaviour) {
        return new Assignment(
                new RunId(UUID.randomUUID()).toString(),
                new SessionId(UUID.randomUUID()).toString(),
                new TenantId(UUID.randomUUID()).toString(),
                new ProjectId(UUID.randomUUID()).toString(),
                "case",
                List.of(
                        new Assignment.Case(
                                new CaseId(UUID.randomUUID()).toString(),
                                "K-1",
                                1,
                                "A case",
                                List.of("Go to /"),
                                List.of("Expect title contains \"x\""))),
                new Assignment.Environment(
                        new EnvironmentId(UUID.randomUUID()).toString(),
                        "local",
                        "http://127.0.0.1:1",
                        List.of("http://127.0.0.1:1"),
                        false,
                        Map.of("behaviour", behaviour),
                        List.of()),
                List.of(),
                new Assignment.Viewport(640, 360),
                "en-GB",
                "UTC",
                false,
                new Assignment.Budgets(10, 60_000, 1_000, 3_000));
    }

    /** Makes a session known and returns the offer of it. */
    Sync.Offer offer(Assignment assignment) {
        leases.put(assignment.session(), new Held(assignment, 0, false));
        return new Sync.Offer(
                UUID.randomUUID().toString(),
                assignment.session(),
                0,
                10_000,
                assignment.session(),
                image,
                null);
    }

    /** Offers a session through the long poll. */
    String enqueue(String behaviour) {
        var assignment = assignment(behaviour);
        push(assignment);
        return assignment.session();
    }

    void push(Assignment assignment) {
        parked.add(answer(0, List.of(offer(assignment)), List.of(), List.of(), List.of()));
    }

    /** Offers a session in the answer to an exchange that says a slot is free. */
    void enqueueForExchange(String behaviour) {
        unparked.add(offer(assignment(behaviour)));
    }

    void command(String kind, String session, Map<String, String> payload) {
        var command = new Sync.Command(UUID.randomUUID().toString(), session, 1, kind, payload);
        commands.put(command.commandId(), command);
        parked.add(answer(0, List.of(), List.of(), List.of(), List.of()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (hungUp.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            var path = exchange.getRequestURI().getPath();
            if (path.startsWith("/upload/v1/")) {
                upload(exchange, path, body);
                return;
            }
            var answer =
                    switch (path) {
                        case "/runner/v1/register" ->
                                register(read(body, Registration.Request.class));
                        case "/runner/v1/token" ->
                                token(read(body, Registration.TokenRequest.class));
                        case "/runner/v1/keys" ->
                                announced(read(body, Registration.KeyRequest.class));
                        case "/runner/v1/instances" -> instance();
                        case "/runner/v1/sync" -> sync(read(body, Sync.Request.class));
                        default -> grants(read(body, Uploads.Request.class), path);
                    };
            if (answer instanceof Integer status) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            var bytes = ProtocolJson.MAPPER.writeValueAsBytes(answer);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Object register(Registration.Request request) {
        if (registrationFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return 503;
        }
        registrations.add(request);
        if (!request.registrationToken().equals(TOKEN)) {
            return 401;
        }
        return new Registration.Answer(
                runner.toString(),
                new TenantId(UUID.randomUUID()).toString(),
                request.poolId(),
                offers,
                timing,
                "access",
                600_000);
    }

    /** Believes what was signed within the last minute, by this machine's own clock. */
    private Object token(Registration.TokenRequest request) throws IOException {
        tokenRequests.incrementAndGet();
        lastAssertion = request.assertion();
        if (!knowsRunner) {
            return 401;
        }
        var claims = Base64.getUrlDecoder().decode(request.assertion().split("\\.", -1)[1]);
        var expires =
                Instant.ofEpochSecond(ProtocolJson.MAPPER.readTree(claims).path("exp").asLong());
        var now = Instant.now();
        return expires.isBefore(now) || expires.isAfter(now.plusSeconds(65))
                ? 401
                : new Registration.TokenAnswer("access", 600_000);
    }

    private Object announced(Registration.KeyRequest request) {
        keys.add(request);
        return keys.size() > keyAnswersLost ? 204 : 503;
    }

    private Object instance() {
        long epoch = runnerEpoch.incrementAndGet();
        // Releases the poll of an older instance.
        parked.add(answer(0, List.of(), List.of(), List.of(), List.of()));
        return new Registration.InstanceAnswer(epoch, offers, timing, image);
    }

    private Object sync(Sync.Request request) throws InterruptedException {
        if (!knowsRunner) {
            return 401;
        }
        if (request.runnerEpoch() < runnerEpoch.get()) {
            return 410;
        }
        if (request.holdMs() > 0) {
            var waiting = parked.poll(request.holdMs(), TimeUnit.MILLISECONDS);
            return waiting == null
                    ? answer(request.seq(), List.of(), List.of(), List.of(), List.of())
                    : waiting;
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return 503;
        }
        syncs.add(request);
        declines.addAll(request.declines());
        events.addAll(request.events());
        acks.addAll(request.acks());
        request.acks().forEach(ack -> commands.remove(ack.commandId()));
        var verdicts = new ArrayList<Sync.Verdict>();
        for (var lease : request.leases()) {
            states.add(lease.state());
            verdicts.add(
                    new Sync.Verdict(
                            lease.session(),
                            lease.epoch(),
                            rejecting ? "KILL" : "KEEP",
                            rejecting ? "STALE" : null));
        }
        var claimed = request.claims().stream().map(this::claim).toList();
        var completed = new ArrayList<Sync.CompletionResult>();
        if (!completionsLost) {
            for (var completion : request.completions()) {
                completions.add(completion);
                completed.add(
                        new Sync.CompletionResult(
                                completion.session(), completion.epoch(), "ACCEPTED"));
            }
        }
        var offered = new ArrayList<Sync.Offer>();
        if (request.freeSlots() > 0) {
            unparked.drainTo(offered);
        }
        return answer(request.seq(), offered, claimed, verdicts, completed);
    }

    private Sync.ClaimResult claim(Sync.Claim claim) {
        var held = leases.get(claim.session());
        if (held == null || held.epoch() != claim.expectedEpoch()) {
            return new Sync.ClaimResult(
                    claim.session(), claim.expectedEpoch(), "TAKEN", null, null, 0, null);
        }
        leases.put(claim.session(), new Held(held.assignment(), held.epoch() + 1, true));
        return new Sync.ClaimResult(
                claim.session(), held.epoch() + 1, null, held.assignment(), image, 60_000, timing);
    }

    private Sync.Answer answer(
            long seq,
            List<Sync.Offer> offered,
            List<Sync.ClaimResult> claimed,
            List<Sync.Verdict> verdicts,
            List<Sync.CompletionResult> completed) {
        return new Sync.Answer(
                seq,
                Instant.now().toString(),
                "active",
                timing,
                offered,
                claimed,
                verdicts,
                completed,
                List.copyOf(commands.values()),
                timing.heartbeatMs());
    }

    private static Object grants(Uploads.Request request, String path) {
        if (!path.startsWith("/runner/v1/leases/") || request.files().size() > Uploads.MAX_FILES) {
            return 404;
        }
        return new Uploads.Answer(
                request.files().stream()
                        .map(file ->
                                new Uploads.Grant(
                                        file.name(),
                                        "/upload/v1/" + file.sha256() + "/" + file.name()))
                        .toList());
    }

    private void upload(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (uploadFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        var name = path.substring("/upload/v1/".length() + 65);
        uploads.put(name, body);
        exchange.sendResponseHeaders(201, -1);
    }

    private static <T> T read(byte[] body, Class<T> type) throws IOException {
        return ProtocolJson.MAPPER.readValue(body, type);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
