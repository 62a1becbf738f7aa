/**
 * The whole product on one machine: {@code demo}, {@code up} and {@code down}. {@link LocalStack}
 * starts PostgreSQL and Kafka, then the services, then the demo shop and a runner, each as a {@link
 * Supervised} process that is started again when it dies; {@link DemoProject} and {@link Seed} put
 * the demo project into it over the public API; {@link DemoRun} runs it. {@code backing} starts
 * PostgreSQL and Kafka only, for services that a developer starts.
 */
@NullMarked
package io.certyn.cli.local;

import org.jspecify.annotations.NullMarked;
