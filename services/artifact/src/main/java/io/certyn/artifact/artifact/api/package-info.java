/** HTTP: uploads under a grant, lists for people, bytes behind capability URLs. */
@NullMarked
package io.certyn.artifact.artifact.api;

import org.jspecify.annotations.NullMarked;
