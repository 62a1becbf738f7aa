package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the built parts of the product lie. */
record Checkout(Path root) {

    /** The checkout named by the launcher, else the current directory. */
    static Checkout current() {
        return new Checkout(
                Path.of(System.getProperty("certyn.root", "")).toAbsolutePath().normalize());
    }

    Path service(String name) {
        return built("services/" + name + "/target/quarkus-app/quarkus-run.jar");
    }

    Path runner() {
        return built("services/runner/target/runner.jar");
    }

    Path agent() {
        return built("services/agent/target/agent.jar");
    }

    Path demoShop() {
        return built("services/demo-shop/target/demo-shop.jar");
    }

    Path node() {
        return built("services/agent/target/node/node");
    }

    Path demoProject() {
        return built("services/demo-shop/project");
    }

    /** The browser driver as the agent's JVM would unpack it at each start. */
    Path driver() {
        return built("services/agent/target/driver");
    }

    Path recordedStarts() {
        return root.resolve("target/recorded-starts");
    }

    Path images() {
        return root.resolve("deploy/images");
    }

    /** Refuses early when the build has not run, rather than late with a part that never starts. */
    void requireBuilt() {
        List.of("run-orchestrator", "lease-broker", "relay", "artifact", "console")
                .forEach(this::service);
        List.of(runner(), agent(), demoShop(), node(), driver(), demoProject());
    }

    private Path built(String path) {
        var file = root.resolve(path);
        if (!Files.exists(file)) {
            throw new LocalStackException(
                    file + " is missing: build it with ./mvnw -DskipTests install.");
        }
        return file;
    }
}
