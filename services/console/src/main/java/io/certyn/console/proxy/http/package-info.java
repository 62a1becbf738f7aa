/**
 * The front door on the Vert.x router: it decides where a request belongs before anybody else sees
 * it, and passes bodies, long polls and WebSockets on as streams, holding nothing back.
 */
@NullMarked
package io.certyn.console.proxy.http;

import org.jspecify.annotations.NullMarked;
