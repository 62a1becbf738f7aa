package io.certyn.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void saysWhetherItLivesAndWhetherItHearsItsControlPlane() throws Exception {
        var alive = new AtomicBoolean(true);
        var ready = new AtomicBoolean();
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var health = Health.serve(loopback, alive::get, ready::get)) {
            assertThat(get(health, "/healthz")).isEqualTo("200 {\"status\":\"UP\"}");
            assertThat(get(health, "/readyz")).isEqualTo("503 {\"status\":\"DOWN\"}");

            ready.set(true);
            alive.set(false);

            assertThat(get(health, "/healthz")).isEqualTo("503 {\"status\":\"DOWN\"}");
            assertThat(get(health, "/readyz")).isEqualTo("200 {\"status\":\"UP\"}");
        }
    }

    private static String get(Health health, String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var url = URI.create("http://127.0.0.1:" + health.port() + path);
            var answer =
                    http.send(
                            HttpRequest.newBuilder(url).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }
}
