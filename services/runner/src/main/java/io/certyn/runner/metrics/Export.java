package io.certyn.runner.metrics;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends measurements to a collector over OTLP, set up by OpenTelemetry's own variables. Where none
 * names a collector, nothing is measured and none of it is loaded.
 */
public final class Export implements AutoCloseable {

    private static final Duration FLUSH = Duration.ofSeconds(2);

    /** Weaker than whatever is set: metrics only, by the one transport that is on board. */
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "otel.service.name", "runner",
                    "otel.traces.exporter", "none",
                    "otel.logs.exporter", "none",
                    "otel.exporter.otlp.protocol", "http/protobuf");

    private final @Nullable OpenTelemetrySdk sdk;

    private Export(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    public static Export none() {
        return new Export(null);
    }

    /** As OpenTelemetry's properties and variables say. */
    public static Export configured() {
        return new Export(
                AutoConfiguredOpenTelemetrySdk.builder()
                        .addPropertiesSupplier(() -> DEFAULTS)
                        .addResourceCustomizer(
                                (resource, _) -> Resource.create(instance()).merge(resource))
                        // The runner says itself when its last measurements are due.
                        .disableShutdownHook()
                        .build()
                        .getOpenTelemetrySdk());
    }

    /** Else two runners would write the same series. */
    private static Attributes instance() {
        return Attributes.of(
                AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString());
    }

    public OpenTelemetry telemetry() {
        return sdk == null ? OpenTelemetry.noop() : sdk;
    }

    /** Sends what is left; a collector that does not answer holds nothing up for long. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.shutdown().join(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
