/** Who may sign in, and the pages of somebody who did. */
@NullMarked
package io.certyn.demoshop.account;

import org.jspecify.annotations.NullMarked;
