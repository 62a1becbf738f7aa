package io.certyn.runner.executor.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** The way to the cluster's API, as the pod's service account or a kubeconfig names it. */
public final class Cluster {

    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_MS = 10_000;

    /** With pauses that double from a tenth of a second; a session waits meanwhile. */
    private static final int RETRIES = 5;

    private Cluster() {}

    public static KubernetesClient connect() {
        var config =
                new ConfigBuilder(Config.autoConfigure(null))
                        .withConnectionTimeout(CONNECT_MS)
                        .withRequestTimeout(ANSWER_MS)
                        .withRequestRetryBackoffLimit(RETRIES)
                        .build();
        // A proxy in the environment is the way to the control plane, not to the own cluster.
        config.setHttpProxy(null);
        config.setHttpsProxy(null);
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
