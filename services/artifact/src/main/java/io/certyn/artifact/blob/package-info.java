/** The port for bytes: incoming objects per session and epoch, and content by hash. */
@NullMarked
package io.certyn.artifact.blob;

import org.jspecify.annotations.NullMarked;
