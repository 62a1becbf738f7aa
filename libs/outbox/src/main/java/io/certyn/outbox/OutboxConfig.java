package io.certyn.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox is emptied into Kafka. */
@ConfigMapping(prefix = "certyn.outbox")
public interface OutboxConfig {

    /** Whether this instance publishes; off, messages stay in the table. */
    @WithDefault("true")
    boolean enabled();

    /** The longest a message waits if its notification was lost. */
    @WithDefault("1s")
    Duration poll();

    /** How many messages go out in one transaction. */
    @WithDefault("500")
    int batch();
}
