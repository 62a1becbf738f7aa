package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What an engine says about containers, what can be done inside them, and some of our own. */
final class Containers implements AutoCloseable {

    private static final long LONGEST_SECONDS = 60;

    private final Engine engine = Engine.connect();
    private final List<String> outsiders = new ArrayList<>();
    private final List<String> networks = new ArrayList<>();

    /** The only container with this in its name. */
    String named(String part) {
        var found = engine.calls().listContainersCmd().withNameFilter(List.of(part)).exec();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " containers are named " + part);
        }
        return found.getFirst().getId();
    }

    InspectContainerResponse inspect(String container) {
        return engine.calls().inspectContainerCmd(container).exec();
    }

    Network network(String id) {
        return engine.calls().inspectNetworkCmd().withNetworkId(id).exec();
    }

    /** The address that a container's only network announces as its gateway. */
    String gateway(String container) {
        var network = network(networkOf(container));
        return network.getIpam().getConfig().stream()
                .map(Network.Ipam.Config::getGateway)
                .filter(Objects::nonNull)
                .findFirst()
                // An engine may know the default bridge's gateway with its members only.
                .orElseGet(() -> Objects.requireNonNull(joined(container).getGateway()));
    }

    String networkOf(String container) {
        return Objects.requireNonNull(joined(container).getNetworkID());
    }

    String address(String container) {
        return Objects.requireNonNull(joined(container).getIpAddress());
    }

    /** A container's place in its only network. */
    private ContainerNetwork joined(String container) {
        var networks = inspect(container).getNetworkSettings().getNetworks().values();
        if (networks.size() != 1) {
            throw new IllegalStateException("a container in " + networks.size() + " networks");
        }
        return networks.iterator().next();
    }

    /** The address of a container in one of its networks. */
    String address(String container, String network) {
        var joined = inspect(container).getNetworkSettings().getNetworks().get(network);
        return Objects.requireNonNull(Objects.requireNonNull(joined).getIpAddress());
    }

    /** An ordinary container without any of our settings; gone when this is closed. */
    String outsider(String image, String network) {
        return outsider(image, HostConfig.newHostConfig().withNetworkMode(network));
    }

    /** One that has this resolver asked for names. */
    String outsider(String image, String network, String resolver) {
        return outsider(
                image, HostConfig.newHostConfig().withNetworkMode(network).withDns(resolver));
    }

    private String outsider(String image, HostConfig config) {
        var id =
                engine.calls()
                        .createContainerCmd(image)
                        .withEntrypoint("sleep", "infinity")
                        .withHostConfig(config.withInit(true))
                        .exec()
                        .getId();
        outsiders.add(id);
        engine.calls().startContainerCmd(id).exec();
        return id;
    }

    String internalNetwork() {
        return network(true);
    }

    String ordinaryNetwork() {
        return network(false);
    }

    private String network(boolean internal) {
        var id =
                engine.calls()
                        .createNetworkCmd()
                        .withName("certyn-test-" + UUID.randomUUID())
                        .withDriver("bridge")
                        .withInternal(internal)
                        .exec()
                        .getId();
        networks.add(id);
        return id;
    }

    boolean reaches(String container, String host, int port) throws InterruptedException {
        var script =
                "timeout 3 bash -c 'echo > /dev/tcp/%s/%d' 2>/dev/null && echo reached"
                        .formatted(host, port);
        return inside(container, script).equals("reached\n");
    }

    /** The first two lines that an agent's proxy answers to a request. */
    String asksProxy(String agent, String request) throws InterruptedException {
        var script =
                """
                egress=${CERTYN_EGRESS#http://}; place=${egress##*@}
                pass=$(printf %s "${egress%@*}" | base64 -w0)
                exec 3<>"/dev/tcp/${place%:*}/${place#*:}"
                printf '%s HTTP/1.1\r\nProxy-Authorization: Basic %s\r\n\r\n' "REQUEST" "$pass" >&3
                timeout 20 head -n 2 <&3 | tr -d '\r'
                """;
        return inside(agent, script.replace("REQUEST", request));
    }

    /** Starts a server in a container with our Java and says on which port it listens. */
    int listen(String container) throws InterruptedException {
        var script =
                "cd /tmp && (setsid /opt/java/bin/java -Xmx32m -m jdk.httpserver -b 0.0.0.0 -p 0"
                        + " > listening 2>&1 &) ; timeout 30 bash -c 'until grep -q port listening;"
                        + " do :; done' ; sed -n 's/.* port //p' listening";
        return Integer.parseInt(inside(container, script).strip());
    }

    /** What a script prints on its standard output. */
    String inside(String container, String script) throws InterruptedException {
        var command =
                engine.calls()
                        .execCreateCmd(container)
                        .withCmd("bash", "-c", script)
                        .withAttachStdout(true)
                        .exec()
                        .getId();
        var printed = new StringBuilder();
        engine.streams()
                .execStartCmd(command)
                .exec(
                        new ResultCallback.Adapter<Frame>() {
                            @Override
                            public void onNext(Frame frame) {
                                printed.append(
                                        new String(frame.getPayload(), StandardCharsets.UTF_8));
                            }
                        })
                .awaitCompletion(LONGEST_SECONDS, TimeUnit.SECONDS);
        return printed.toString();
    }

    @Override
    public void close() throws IOException {
        try {
            outsiders.forEach(id -> engine.calls().removeContainerCmd(id).withForce(true).exec());
            networks.forEach(id -> engine.calls().removeNetworkCmd(id).exec());
        } finally {
            engine.close();
        }
    }
}
