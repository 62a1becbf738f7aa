/** Commands that work against a control plane, here or elsewhere. */
@NullMarked
package io.certyn.cli.command;

import org.jspecify.annotations.NullMarked;
