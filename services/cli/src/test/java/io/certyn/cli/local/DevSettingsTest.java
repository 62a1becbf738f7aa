package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The dev settings of each service, against what {@code backing} starts and makes. */
class DevSettingsTest {

    private static final List<String> USE_KAFKA =
            List.of("run-orchestrator", "lease-broker", "artifact");

    private final Path checkout =
            Path.of(System.getProperty("certyn.root", "../..")).toAbsolutePath().normalize();
    private final DataDirectory data =
            DataDirectory.at(checkout.resolve(BackingCommand.DATA_DIRECTORY));

    static Stream<Plan.ServicePart> services() {
        return Plan.SERVICES.stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceLogsInAsTheRoleThatBackingMakes(Plan.ServicePart service) throws IOException {
        // When
        var settings = inDevMode(service.name());

        // Then
        var database = "postgresql://127.0.0.1:" + byDefault("--postgres-port") + "/certyn";
        assertThat(settings)
                .containsEntry("quarkus.datasource.username", service.role())
                .containsEntry("quarkus.datasource.password", service.role())
                .containsEntry("quarkus.datasource.reactive.url", database)
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:" + database)
                .containsEntry("quarkus.devservices.enabled", "false");
        if (USE_KAFKA.contains(service.name())) {
            assertThat(settings)
                    .containsEntry(
                            "kafka.bootstrap.servers", "127.0.0.1:" + byDefault("--kafka-port"));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceSignsAndTrustsWithTheKeysThatBackingMakes(Plan.ServicePart service)
            throws IOException {
        // When
        var settings = inDevMode(service.name());

        // Then
        assertThat(settings)
                .containsEntry(
                        "certyn.security.signing-key-file",
                        fromCheckout(data.keys().resolve(service.name() + ".key")))
                .containsEntry(
                        "certyn.security.trusted-keys",
                        fromCheckout(data.keys().resolve("trusted")));
    }

    @Test
    void theConsoleKnowsTheKeyThatBackingPrints() throws IOException {
        assertThat(inDevMode(Plan.CONSOLE))
                .containsEntry(
                        "certyn.console.bootstrap-api-key-file", fromCheckout(data.apiKey()));
    }

    @Test
    void allServicesCanRunAtOnce() throws IOException {
        // When
        var ports = Stream.<String>builder();
        for (var service : Plan.SERVICES) {
            ports.add(inDevMode(service.name()).getProperty("quarkus.http.port"));
        }

        // Then
        assertThat(ports.build())
                .doesNotHaveDuplicates()
                .doesNotContainNull()
                .doesNotContain(byDefault("--postgres-port"), byDefault("--kafka-port"));
    }

    /** The settings as the profile makes them: its own keys in place of the plain ones. */
    private Properties inDevMode(String service) throws IOException {
        var file = checkout.resolve("services/" + service + "/src/main/resources");
        var written = new Properties();
        try (var reader = Files.newBufferedReader(file.resolve("application.properties"))) {
            written.load(reader);
        }
        var settings = new Properties();
        settings.putAll(written);
        for (var key : written.stringPropertyNames()) {
            if (key.startsWith("%dev.")) {
                settings.put(key.substring("%dev.".length()), written.getProperty(key));
            }
        }
        return settings;
    }

    private String fromCheckout(Path file) {
        return checkout.relativize(file).toString();
    }

    private static String byDefault(String option) {
        return new CommandLine(new BackingCommand())
                .getCommandSpec()
                .findOption(option)
                .defaultValue();
    }
}
