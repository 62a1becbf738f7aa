package io.certyn.console.proxy.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the services are, and how patient the front door is with them. */
@ConfigMapping(prefix = "certyn.proxy")
public interface ProxyConfig {

    /** Where run, case and environment requests go. */
    @WithDefault("http://127.0.0.1:8081")
    URI runOrchestratorUrl();

    /** Where runners and requests about them go. */
    @WithDefault("http://127.0.0.1:8082")
    URI leaseBrokerUrl();

    /** Where live pictures go. */
    @WithDefault("http://127.0.0.1:8083")
    URI relayUrl();

    /** Where uploads and downloads go. */
    @WithDefault("http://127.0.0.1:8084")
    URI artifactUrl();

    /** How long a service may take to accept a connection before it counts as away. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How long a service may stay silent; longer than the longest poll. */
    @WithDefault("120s")
    Duration silence();

    /** The same while it receives a file, since it answers at the end only. */
    @WithDefault("15m")
    Duration uploadSilence();

    /** The largest body of a request, uploads apart. */
    @WithDefault("10485760")
    long maxBodyBytes();

    /** The largest body of an upload; the artifact service has the exact limit. */
    @WithDefault("134217728")
    long maxUploadBytes();

    /** How many requests to one service may be under way; more wait, then get 503. */
    @WithDefault("256")
    int maxConnections();

    /** How many live pictures may pass at once. */
    @WithDefault("1000")
    int maxTunnels();
}
