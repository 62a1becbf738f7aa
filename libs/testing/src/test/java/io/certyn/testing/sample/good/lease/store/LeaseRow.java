package io.certyn.testing.sample.good.lease.store;

import io.certyn.testing.sample.good.lease.Lease;
import org.yaml.snakeyaml.Yaml;

/** Frameworks are welcome below the root. */
public final class LeaseRow {

    private final Yaml yaml = new Yaml();

    public String dump(Lease lease) {
        return yaml.dump(lease.session());
    }
}
