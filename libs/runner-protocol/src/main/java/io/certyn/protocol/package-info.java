/**
 * What crosses between the control plane and a runner: registration, the sync exchange, offers,
 * commands, reports, and the assignment an agent executes. Runners lag behind the control plane, so
 * this library is versioned apart: fields are only added, and unknown ones are ignored.
 */
@NullMarked
package io.certyn.protocol;

import org.jspecify.annotations.NullMarked;
