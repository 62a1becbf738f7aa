/** The open resources: probes, version, and the page of each problem. */
@NullMarked
package io.certyn.console.about.api;

import org.jspecify.annotations.NullMarked;
