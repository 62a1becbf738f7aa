/**
 * Bytes in a bucket of Amazon S3 or another store that speaks its protocol. Uses no more of it than
 * HEAD, GET with a range, PUT with a length, COPY and DELETE, so that most makes will do.
 */
@NullMarked
package io.certyn.artifact.blob.s3;

import org.jspecify.annotations.NullMarked;
