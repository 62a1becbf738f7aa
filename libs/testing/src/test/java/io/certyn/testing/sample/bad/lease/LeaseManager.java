package io.certyn.testing.sample.bad.lease;

import io.certyn.testing.sample.bad.pool.Pool;
import java.time.Duration;
import org.yaml.snakeyaml.Yaml;

/** Breaks every rule at once. */
public final class LeaseManager {

    private final Yaml yaml = new Yaml();

    public String dump(Pool pool) throws InterruptedException {
        Thread.sleep(Duration.ZERO);
        return yaml.dump(pool.toString());
    }
}
