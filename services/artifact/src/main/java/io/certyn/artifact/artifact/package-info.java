/**
 * Evidence of sessions: what may be uploaded under which epoch, and when a session's evidence is
 * complete. Plain Java; {@code store} keeps it, {@code api} and {@code events} translate.
 */
@NullMarked
package io.certyn.artifact.artifact;

import org.jspecify.annotations.NullMarked;
