package io.certyn.cli.command;

import io.certyn.cli.client.ApiClient;
import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the control plane is and with which key: a flag, else the environment, else the local stack
 * of this checkout.
 */
public final class Connection {

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            description =
                    "Address of the control plane (else CERTYN_API_URL, else the local stack).")
    private @Nullable String apiUrl;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "API key (else CERTYN_API_KEY, else the local stack's).")
    private @Nullable String apiKey;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Data directory of the local stack (default: .certyn in the checkout).")
    private @Nullable Path dataDirectory;

    public ApiClient open() {
        return new ApiClient(url(), key());
    }

    private URI url() {
        var text =
                Optional.ofNullable(apiUrl)
                        .or(() -> environment("CERTYN_API_URL"))
                        .orElseGet(() -> "http://127.0.0.1:" + local("console-port"));
        try {
            var url = URI.create(text);
            if (url.getHost() != null
                    && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Said below, with the text that was given.
        }
        throw new CommandFailed(ExitCode.USAGE, "Not an http(s) address: " + text + ".");
    }

    private String key() {
        return Optional.ofNullable(apiKey)
                .or(() -> environment("CERTYN_API_KEY"))
                .orElseGet(() -> local("api-key"));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private String local(String file) {
        var directory =
                Optional.ofNullable(dataDirectory)
                        .orElseGet(
                                () -> Path.of(System.getProperty("certyn.root", "."), ".certyn"));
        try {
            return Files.readString(directory.resolve(file)).strip();
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "No control plane is named and none runs here: give --api-url and --api-key, or"
                            + " start one with ./certyn up.");
        }
    }
}
