package io.certyn.agent;

import io.certyn.agent.browser.playwright.PlaywrightBrowser;
import io.certyn.agent.report.RunnerAddress;
import io.certyn.protocol.link.RemoteLink;
import io.certyn.security.Redactor;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the runner says about this agent's surroundings, read once from the environment. */
public record Settings(RunnerAddress link, PlaywrightBrowser.Setup browser) {

    private static final String DEFAULT_CHROMIUM = "/usr/lib/chromium/chromium";

    /**
     * @throws IllegalArgumentException naming the variable that is missing or wrong
     * @throws IOException when a file that one of them names cannot be read
     */
    public static Settings of(Map<String, String> environment) throws IOException {
        var chromium = environment.getOrDefault("CERTYN_CHROMIUM", DEFAULT_CHROMIUM);
        var directory = Path.of(required(environment, "CERTYN_WORK_DIRECTORY")).toAbsolutePath();
        return new Settings(
                link(environment),
                new PlaywrightBrowser.Setup(
                        Path.of(chromium),
                        Path.of(required(environment, "PLAYWRIGHT_NODEJS_PATH")),
                        directory,
                        Path.of(environment.getOrDefault("HOME", directory.toString())),
                        // Off only where the runner says so in as many words.
                        !environment
                                .getOrDefault("CERTYN_CHROMIUM_SANDBOX", "true")
                                .equals("false"),
                        environment.getOrDefault("CERTYN_GPU", "false").equals("true"),
                        egress(environment)));
    }

    /** Finds what an agent knows and nobody is to read: its password at the egress proxy. */
    Redactor redactor() {
        return Redactor.of(
                browser.proxy().map(URI::getRawUserInfo).stream()
                        .map(credentials ->
                                URLDecoder.decode(
                                        credentials.substring(credentials.indexOf(':') + 1),
                                        StandardCharsets.UTF_8))
                        .filter(password -> password.length() >= Redactor.SHORTEST)
                        .toList());
    }

    private static RunnerAddress link(Map<String, String> environment) throws IOException {
        var address = required(environment, "CERTYN_LINK");
        if (!address.startsWith(RemoteLink.SCHEME + ":")) {
            return new RunnerAddress.Socket(Path.of(address));
        }
        return new RunnerAddress.Remote(
                RemoteLink.of(
                        address,
                        required(environment, "CERTYN_LINK_CERTIFICATE"),
                        Path.of(required(environment, "CERTYN_LINK_TOKEN_FILE"))));
    }

    /** The proxy; in a file where others could read this agent's environment. */
    private static Optional<URI> egress(Map<String, String> environment) throws IOException {
        var file = environment.get("CERTYN_EGRESS_FILE");
        var address =
                file == null
                        ? environment.getOrDefault("CERTYN_EGRESS", "")
                        : Files.readString(Path.of(file));
        return address.isBlank() ? Optional.empty() : Optional.of(proxy(address.strip()));
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    private static URI proxy(String address) {
        var uri = URI.create(address);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException("CERTYN_EGRESS is not http://host:port");
        }
        return uri;
    }
}
