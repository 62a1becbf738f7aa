package io.certyn.console.access.api;

import io.certyn.console.ConsoleConfig;
import io.certyn.console.access.ApiKey;
import io.certyn.console.access.Scope;
import io.certyn.console.access.TokenHash;
import io.certyn.console.access.store.Tenants;
import io.certyn.ids.ApiKeyId;
import io.certyn.ids.TenantId;
import io.certyn.ids.UuidV7;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import org.jboss.logging.Logger;

/** Makes a fresh installation usable: tenant {@code local}, and the key that lies in a file. */
@ApplicationScoped
public class Bootstrap {

    private static final Logger LOG = Logger.getLogger(Bootstrap.class);

    /** What every API key begins with, so that scanners find a leaked one. */
    public static final String KEY_PREFIX = "certyn_live_";

    private static final int SHORTEST_KEY = 40;

    private final ConsoleConfig config;
    private final Tenants tenants;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Bootstrap(ConsoleConfig config, Tenants tenants, Clock clock) {
        this.config = config;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Before the first request, hence the one place that waits for the database. */
    void begin(@Observes StartupEvent event) throws Throwable {
        var now = clock.instant();
        var tenant = VertxContextSupport.subscribeAndAwait(() -> tenants.local(now));
        LOG.debugf("tenant is ready tenantId=%s", tenant);
        if (config.bootstrapApiKeyFile().isPresent()) {
            storeKey(config.bootstrapApiKeyFile().get(), now);
        }
    }

    private void storeKey(Path file, Instant now) throws Throwable {
        var hash = TokenHash.of(read(file));
        var stored =
                VertxContextSupport.subscribeAndAwait(
                        () -> tenants.bootstrap(hash, now, tenant -> key(tenant, now)));
        LOG.infof("bootstrap api key is known storedNow=%s", stored);
    }

    private ApiKey key(TenantId tenant, Instant now) {
        var id = new ApiKeyId(UuidV7.at(now, random));
        return new ApiKey(
                id, tenant, "bootstrap", EnumSet.allOf(Scope.class), now, null, null, null);
    }

    private static String read(Path file) {
        try {
            var key = Files.readString(file).strip();
            if (!key.startsWith(KEY_PREFIX) || key.length() < SHORTEST_KEY) {
                throw new IllegalStateException(
                        "certyn.console.bootstrap-api-key-file holds no key of the form "
                                + KEY_PREFIX
                                + "…: "
                                + file);
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "certyn.console.bootstrap-api-key-file cannot be read: " + file, e);
        }
    }
}
