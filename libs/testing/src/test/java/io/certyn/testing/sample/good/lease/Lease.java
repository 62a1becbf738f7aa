package io.certyn.testing.sample.good.lease;

/** A plain class in a feature's root. */
public record Lease(String session) {}
