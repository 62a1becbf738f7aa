/**
 * A one-node Kafka with broker and controller in one JVM, small and quick to come back: as a child
 * process for the local stack ({@link LocalKafka}), inside the test's JVM for tests ({@link
 * InJvmKafka}).
 */
@NullMarked
package io.certyn.local.kafka;

import org.jspecify.annotations.NullMarked;
