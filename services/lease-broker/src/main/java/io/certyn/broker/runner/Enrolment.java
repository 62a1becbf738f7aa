package io.certyn.broker.runner;

import io.certyn.ids.PoolId;

/**
 * A runner that introduces itself.
 *
 * @param publicKey Ed25519, by which it proves itself from now on
 */
public record Enrolment(PoolId pool, String name, String publicKey, Machine machine) {}
