/** What the installation says about itself: is it well, which version, what does a problem mean. */
@NullMarked
package io.certyn.console.about;

import org.jspecify.annotations.NullMarked;
