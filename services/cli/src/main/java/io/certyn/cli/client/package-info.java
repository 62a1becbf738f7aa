/** A client of the API: requests, problems as sentences, waiting by long poll. */
@NullMarked
package io.certyn.cli.client;

import org.jspecify.annotations.NullMarked;
