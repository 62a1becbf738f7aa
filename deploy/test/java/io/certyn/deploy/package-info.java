/** Holds the deployment files to the rules: strict parsing, probes, limits, policies, topics. */
@NullMarked
package io.certyn.deploy;

import org.jspecify.annotations.NullMarked;
