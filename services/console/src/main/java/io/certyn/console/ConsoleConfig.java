package io.certyn.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How people and keys are let in. */
@ConfigMapping(prefix = "certyn.console")
public interface ConsoleConfig {

    /** File with an API key that is valid, with all scopes, from the first start on. */
    Optional<Path> bootstrapApiKeyFile();

    /** How long somebody stays signed in. */
    @WithDefault("7d")
    Duration signinLifetime();

    /** How long the link that makes the first owner can be used. */
    @WithDefault("24h")
    Duration ownerLinkLifetime();

    /** How long a checked credential is believed without asking the database; at most 10 s. */
    @WithDefault("5s")
    Duration credentialCache();

    /** How many wrong passwords a name may get in five minutes; an address, ten times as many. */
    @WithDefault("10")
    int signinAttempts();
}
