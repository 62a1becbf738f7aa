package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The container engine of this machine, with one client for calls and one for what takes long. */
final class Engine implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 500;

    private final DockerClient calls;
    private final DockerClient streams;

    private Engine(DockerClient calls, DockerClient streams) {
        this.calls = calls;
        this.streams = streams;
    }

    static Engine connect() {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        var calls =
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(CONNECT)
                        .responseTimeout(ANSWER)
                        .maxConnections(CONNECTIONS)
                        .build();
        var streams =
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(CONNECT)
                        .maxConnections(CONNECTIONS)
                        .build();
        return new Engine(
                DockerClientImpl.getInstance(config, calls),
                DockerClientImpl.getInstance(config, streams));
    }

    /** For calls that are answered soon. */
    DockerClient calls() {
        return calls;
    }

    /** For logs and waiting. */
    DockerClient streams() {
        return streams;
    }

    boolean answers() {
        try {
            calls.pingCmd().exec();
            return true;
        } catch (RuntimeException _) {
            // The client throws whatever its transport does when there is no engine.
            return false;
        }
    }

    boolean has(String image) {
        try {
            calls.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException _) {
            return false;
        }
    }

    Optional<InspectContainerResponse> container(String id) throws IOException {
        return call(
                "looking at the container " + id,
                () -> {
                    try {
                        return Optional.of(calls.inspectContainerCmd(id).exec());
                    } catch (NotFoundException _) {
                        return Optional.empty();
                    }
                });
    }

    /** The id of the image that has this name now. */
    String imageId(String image) throws IOException {
        return call(
                "finding the image " + image,
                () -> Objects.requireNonNull(calls.inspectImageCmd(image).exec().getId()));
    }

    /** Runs a call and turns the engine's complaints into ours. */
    static <T> T call(String what, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (DockerException e) {
            throw new IOException(what + " failed: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new IOException(what + " failed", e);
        }
    }

    /** One call to the engine. */
    @FunctionalInterface
    interface Call<T> {
        T run();
    }

    @Override
    public void close() throws IOException {
        streams.close();
        calls.close();
    }
}
