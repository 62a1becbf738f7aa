/** The Kafka side of an in-cluster pool: its offer topic and the settings of its share group. */
@NullMarked
package io.certyn.broker.pool.events;

import org.jspecify.annotations.NullMarked;
