package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import io.certyn.runner.egress.EgressControl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What an agent's network and container are created with. */
final class AgentBox {

    private final Engine engine;
    private final Hardening hardening;
    private final ContainerNames names;
    private final UnaryOperator<Path> outside;
    private final boolean gpu;

    /**
     * @param outside where the engine's machine has a path of ours
     * @param gpu whether agents are to use graphics processors
     */
    AgentBox(
            Engine engine,
            Hardening hardening,
            ContainerNames names,
            UnaryOperator<Path> outside,
            boolean gpu) {
        this.engine = engine;
        this.hardening = hardening;
        this.names = names;
        this.outside = outside;
        this.gpu = gpu;
    }

    String createNetwork(String name) {
        return engine.calls()
                .createNetworkCmd()
                .withName(names.of(name))
                .withDriver("bridge")
                .withInternal(true)
                .withCheckDuplicate(true)
                // Without the gateway's address the host itself is out of reach, too.
                .withOptions(Map.of("com.docker.network.bridge.inhibit_ipv4", "true"))
                .withLabels(names.labels())
                .exec()
                .getId();
    }

    String createContainer(
            Images.Image image,
            String name,
            String inNetwork,
            Path linkDirectory,
            List<String> environment) {
        return engine.calls()
                .createContainerCmd(image.id())
                .withName(names.of(name))
                .withHostName("agent")
                .withUser(Hardening.USER)
                .withLabels(names.labels(name))
                .withEnv(environment)
                .withHostConfig(
                        hardening
                                .agent()
                                .withNetworkMode(inNetwork)
                                .withBinds(
                                        new Bind(
                                                outside.apply(linkDirectory).toString(),
                                                new Volume("/run/certyn"),
                                                AccessMode.ro)))
                .exec()
                .getId();
    }

    /**
     * @param proxy the address of the proxy in the agent's network
     */
    List<String> environment(EgressControl.Pass pass, String proxy) {
        var common = common(pass, proxy);
        if (!gpu) {
            return common;
        }
        var all = new ArrayList<>(common);
        all.add("CERTYN_GPU=true");
        // Without a word, NVIDIA's toolkit brings what computes and not what draws.
        all.add("NVIDIA_DRIVER_CAPABILITIES=graphics,utility");
        return all;
    }

    private static List<String> common(EgressControl.Pass pass, String proxy) {
        return List.of(
                "CERTYN_LINK=/run/certyn/link.sock",
                "CERTYN_CHROMIUM_SANDBOX=true",
                "CERTYN_WORK_DIRECTORY=/tmp/agent",
                "HOME=/home",
                "CERTYN_EGRESS=http://"
                        + pass.user()
                        + ":"
                        + pass.password()
                        + "@"
                        + proxy
                        + ":"
                        + EgressContainer.PORT);
    }
}
