/**
 * The only way out for an agent: an HTTP proxy that knows each session by its own password and lets
 * it reach the origins of its environment and nothing else. It runs inside the runner for agents
 * that are child processes, and as a container of its own beside agents in containers.
 */
@NullMarked
package io.certyn.runner.egress;

import org.jspecify.annotations.NullMarked;
