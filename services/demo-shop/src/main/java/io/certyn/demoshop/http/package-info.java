/**
 * The thin layer over the JDK's HTTP server: requests with limits, answers as values, routes, and
 * one front that turns whatever goes wrong into a page.
 */
@NullMarked
package io.certyn.demoshop.http;

import org.jspecify.annotations.NullMarked;
