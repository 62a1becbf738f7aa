/**
 * Agents as pods of a cluster, one for each session and epoch, whose name is both. A pod reaches
 * two ports of its runner and nothing else: one for its link, over TLS and with a token that is
 * good once, and the egress proxy, which runs in the runner. What becomes of a pod is heard from a
 * watch, and judged by {@link io.certyn.runner.executor.kubernetes.PodLife} alone.
 */
@NullMarked
package io.certyn.runner.executor.kubernetes;

import org.jspecify.annotations.NullMarked;
