package io.certyn.testing.sample.bad.pool;

import io.certyn.testing.sample.bad.lease.LeaseManager;

/** Half of a cycle. */
public record Pool(LeaseManager manager) {}
