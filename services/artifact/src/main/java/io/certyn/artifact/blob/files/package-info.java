/** Bytes on a local or shared disk. */
@NullMarked
package io.certyn.artifact.blob.files;

import org.jspecify.annotations.NullMarked;
