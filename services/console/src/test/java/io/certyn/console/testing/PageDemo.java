package io.certyn.console.testing;

import io.certyn.local.postgres.LocalPostgres;
import io.certyn.security.OpaqueToken;
import io.certyn.security.SigningKeys;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the packaged console in front of pretended services, to look at the page: {@code java
 * PageDemo <quarkus-run.jar> <port>}. Prints the link of the first owner.
 */
final class PageDemo {

    private static final String PASSWORD = "demo";

    private PageDemo() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        var port = arguments[1];
        var directory = Files.createTempDirectory("certyn-page");
        SigningKeys.create(directory, "console");
        var key = OpaqueToken.newToken("certyn_live_demo", new SecureRandom());
        Files.writeString(directory.resolve("api-key"), key);

        try (var postgres = LocalPostgres.start(directory.resolve("postgres"))) {
            postgres.createService("console", PASSWORD);
            var console = console(Path.of(arguments[0]), port, directory, postgres);
            Runtime.getRuntime().addShutdownHook(new Thread(console::destroy));
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            System.out.println(ownerLink(port, key));
            console.waitFor();
        }
    }

    private static Process console(Path jar, String port, Path directory, LocalPostgres postgres)
            throws Exception {
        var database = LocalPostgres.DATABASE;
        var upstream = "http://127.0.0.1:" + new PretendServices(Vertx.vertx()).start();
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        set(command, "quarkus.http.port", port);
        set(command, "quarkus.datasource.username", "console");
        set(command, "quarkus.datasource.password", PASSWORD);
        set(command, "quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
        set(command, "quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
        set(
                command,
                "certyn.security.signing-key-file",
                directory.resolve("console.key").toString());
        set(
                command,
                "certyn.console.bootstrap-api-key-file",
                directory.resolve("api-key").toString());
        for (var part : List.of("run-orchestrator", "lease-broker", "relay", "artifact")) {
            set(command, "certyn.proxy." + part + "-url", upstream);
        }
        command.addAll(List.of("-jar", jar.toString()));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void set(List<String> command, String key, String value) {
        command.add("-D" + key + "=" + value);
    }

    private static String ownerLink(String port, String key) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/api/v1/owner-links"))
                        .header("X-API-Key", key)
                        .POST(BodyPublishers.noBody())
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    return client.send(request, BodyHandlers.ofString()).body();
                } catch (java.net.ConnectException _) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
