/**
 * Agents as containers. Every call to the engine is built here from fixed values: an offer can
 * choose neither image nor arguments nor mounts. Each agent has a network of its own whose only
 * other member is the egress proxy, a container of the runner's image.
 */
@NullMarked
package io.certyn.runner.executor.docker;

import org.jspecify.annotations.NullMarked;
