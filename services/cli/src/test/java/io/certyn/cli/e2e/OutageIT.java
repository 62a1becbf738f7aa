package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.local.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the parts say to a cluster's probes, by the paths of its manifests: all is well, the
 * database is silent, the broker is silent. And that nothing is lost meanwhile.
 */
@ExtendWith(SharedStack.class)
class OutageIT {

    private static final List<String> SERVICES =
            List.of("run-orchestrator", "lease-broker", "relay", "artifact", "console");
    private static final String READINESS = "readiness";
    private static final String LIVENESS = "liveness";
    private static final int NO_ANSWER = 0;

    /** As long as a cluster gives a probe. */
    private static final Duration PROBE = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final Pattern PORT =
            Pattern.compile("-D(?:quarkus\\.http\\.port|certyn\\.runner\\.health-port)=(\\d+)");

    private static @Nullable Stack shared;

    @BeforeAll
    static void share(Stack stack) {
        shared = stack;
    }

    private static Stack stack() {
        return Optional.ofNullable(shared).orElseThrow();
    }

    @Test
    void everyProbeOfAClusterIsAnswered() throws Exception {
        for (var part : parts()) {
            for (var probe : List.of("startup", LIVENESS, READINESS)) {
                assertThat(ask(part, probe)).as(part + " " + probe).isEqualTo(200);
            }
        }
    }

    private static List<String> parts() {
        var parts = new ArrayList<>(SERVICES);
        parts.add("runner");
        return parts;
    }

    @Test
    void withoutItsDatabaseAServiceLivesAndTakesNothing() throws Exception {
        try {
            silence("postgres");
            for (var service : SERVICES) {
                await().atMost(PATIENCE).until(() -> ask(service, READINESS) != 200);
                assertThat(ask(service, LIVENESS)).as(service).isEqualTo(200);
            }
        } finally {
            resume("postgres");
        }

        allAreReadyAgain();
    }

    /** It is there and says nothing: what is asked for and what runners say waits for it. */
    @Test
    void besideASilentKafkaEveryServiceGoesOnAndARunIsKept() throws Exception {
        String run;
        try {
            silence("kafka");
            everyServiceStaysReady();
            run = create();
        } finally {
            resume("kafka");
        }

        allAreReadyAgain();
        passes(run);
    }

    /** Its port is closed, so that every connection is lost; the supervisor may not mend it yet. */
    @Test
    void withoutKafkaEveryServiceGoesOnAndARunIsKept() throws Exception {
        String run;
        var supervisor = stack().process("supervisor");
        try {
            kill("-STOP", supervisor);
            kill("-KILL", stack().process("kafka"));
            await().atMost(PATIENCE).until(() -> LoopbackPort.isFree(kafkaPort()));
            everyServiceStaysReady();
            run = create();
        } finally {
            kill("-CONT", supervisor);
        }

        allAreReadyAgain();
        passes(run);
    }

    private static int kafkaPort() {
        var server = stack().started().path("kafka").asText();
        return Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
    }

    /** For longer than a client takes to notice that its connections are gone. */
    private static void everyServiceStaysReady() {
        await().during(OUTAGE)
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    for (var service : SERVICES) {
                        assertThat(ask(service, READINESS)).as(service).isEqualTo(200);
                        assertThat(ask(service, LIVENESS)).as(service).isEqualTo(200);
                    }
                });
    }

    private static String create() throws IOException, InterruptedException {
        return stack().run(Map.of("cases", List.of("BENCH-002"), "environment", "local"))
                .path("id")
                .asText();
    }

    private static void passes(String run) throws IOException, InterruptedException {
        var finished = stack().finished(run);
        assertThat(finished.path("status").asText()).as(finished.toString()).isEqualTo("passed");
    }

    private static void allAreReadyAgain() {
        for (var part : parts()) {
            await().atMost(PATIENCE).until(() -> ask(part, READINESS) == 200);
        }
    }

    /** As a machine does whose disk or network hangs: it is there and says nothing. */
    private static void silence(String part) throws IOException, InterruptedException {
        signal("-STOP", part);
    }

    private static void resume(String part) throws IOException, InterruptedException {
        signal("-CONT", part);
    }

    /** To a part's own process first, so that it starts none meanwhile. */
    private static void signal(String signal, String part)
            throws IOException, InterruptedException {
        var process = stack().process(part);
        kill(signal, process);
        for (var child : process.descendants().toList()) {
            kill(signal, child);
        }
    }

    private static void kill(String signal, ProcessHandle process)
            throws IOException, InterruptedException {
        var sent = Cli.ended(List.of("kill", signal, String.valueOf(process.pid())), Map.of());
        // A child may have ended while its siblings were told.
        assertThat(sent.exit() == 0 || !process.isAlive()).as(sent.errors()).isTrue();
    }

    /** The status of a probe's answer, or {@link #NO_ANSWER}. */
    private static int ask(String part, String probe) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var url = URI.create("http://127.0.0.1:" + port(part) + path(part, probe));
            var request = HttpRequest.newBuilder(url).timeout(PROBE).build();
            var status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            http.shutdownNow();
            return status;
        } catch (IOException e) {
            return NO_ANSWER;
        }
    }

    private static String port(String part) throws IOException {
        var command = Path.of("/proc", String.valueOf(stack().process(part).pid()), "cmdline");
        var port = PORT.matcher(Files.readString(command, StandardCharsets.UTF_8));
        assertThat(port.find()).as("port of " + part).isTrue();
        return port.group(1);
    }

    private static String path(String part, String probe) throws IOException {
        var manifest = Cli.root().resolve("deploy/k8s/base/" + part + "/deployment.yaml");
        var path = Pattern.compile(probe + "Probe:\\s+httpGet:\\s+path: (\\S+)");
        var found = path.matcher(Files.readString(manifest));
        assertThat(found.find()).as(probe + " of " + part).isTrue();
        return found.group(1);
    }
}
