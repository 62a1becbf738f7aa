/**
 * The lease-broker under load, beside what it competes with: the real broker as a process of its
 * own on its real PostgreSQL and Kafka, and simulated runners that speak the runners' protocol with
 * it over HTTP. Everything shares the machine's cores, the runners and the stub sessions, too.
 */
@NullMarked
package io.certyn.benchmarks.leases;

import org.jspecify.annotations.NullMarked;
