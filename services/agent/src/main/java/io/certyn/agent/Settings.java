package io.certyn.agent;

import io.certyn.agent.browser.playwright.PlaywrightBrowser;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the runner says about this agent's surroundings, read once from the environment. */
public record Settings(Path link, PlaywrightBrowser.Setup browser) {

    private static final String DEFAULT_CHROMIUM = "/usr/lib/chromium/chromium";

    /**
     * @throws IllegalArgumentException naming the variable that is missing or wrong
     */
    public static Settings of(Map<String, String> environment) {
        var chromium = environment.getOrDefault("CERTYN_CHROMIUM", DEFAULT_CHROMIUM);
        var directory = Path.of(required(environment, "CERTYN_WORK_DIRECTORY")).toAbsolutePath();
        return new Settings(
                Path.of(required(environment, "CERTYN_LINK")),
                new PlaywrightBrowser.Setup(
                        Path.of(chromium),
                        Path.of(required(environment, "PLAYWRIGHT_NODEJS_PATH")),
                        directory,
                        Path.of(environment.getOrDefault("HOME", directory.toString())),
                        // Off only where the runner says so in as many words.
                        !environment
                                .getOrDefault("CERTYN_CHROMIUM_SANDBOX", "true")
                                .equals("false"),
                        Optional.ofNullable(environment.get("CERTYN_EGRESS"))
                                .filter(address -> !address.isBlank())
                                .map(Settings::proxy)));
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
