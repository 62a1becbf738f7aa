/**
 * The event contract: one envelope, wire records of strings, numbers and instants, and the topics.
 * A producer maps its own facts to these records; a consumer maps them to its own types and ignores
 * what it does not know. Change only by adding.
 */
@NullMarked
package io.certyn.events;

import org.jspecify.annotations.NullMarked;
