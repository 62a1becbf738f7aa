package io.certyn.testing.telemetry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Switches a service's telemetry on and has it sent to a {@link Collector}. */
public final class WithCollector implements QuarkusTestResourceLifecycleManager {

    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    private @Nullable Collector collector;

    /** Everything that came for a path, in a test of the application that sends it. */
    public static String received(String path) throws IOException {
        var endpoint = ConfigProvider.getConfig().getValue(ENDPOINT, String.class);
        try (var shown = URI.create(endpoint + path).toURL().openStream()) {
            return new String(shown.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            var started = Collector.start();
            collector = started;
            return Map.of(
                    "quarkus.otel.sdk.disabled",
                    "false",
                    ENDPOINT,
                    started.url(),
                    "quarkus.otel.metric.export.interval",
                    "500ms",
                    "quarkus.otel.bsp.schedule.delay",
                    "200ms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (collector != null) {
            collector.close();
        }
    }
}
