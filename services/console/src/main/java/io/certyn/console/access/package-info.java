/**
 * Tenants, members, API keys, and who may do what: a pure function of the caller and the act. The
 * services decide about runs, runners and artifacts by the scopes that the caller's token names;
 * here is decided only what the console itself offers.
 */
@NullMarked
package io.certyn.console.access;

import org.jspecify.annotations.NullMarked;
