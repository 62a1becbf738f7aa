/**
 * Ids that cross services. A row holds the UUID; on the wire an id is its prefix, an underscore and
 * the 26 lower-case Crockford base32 digits of the UUID, which sort like the UUIDv7 they come from.
 */
@NullMarked
package io.certyn.ids;

import org.jspecify.annotations.NullMarked;
