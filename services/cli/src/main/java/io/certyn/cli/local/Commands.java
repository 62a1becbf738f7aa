package io.certyn.cli.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How each program of the product is started. */
final class Commands {

    private final Plan plan;
    private final String kafka;

    Commands(Plan plan, String kafka) {
        this.plan = plan;
        this.kafka = kafka;
    }

    /**
     * A service; its database password travels in the environment, where no process list shows it.
     */
    List<String> service(Plan.ServicePart service, String jdbcUrl, String reactiveUrl) {
        var name = service.name();
        var data = plan.data();
        var settings = new ArrayList<String>();
        settings.addAll(
                List.of(
                        "java.util.logging.manager=org.jboss.logmanager.LogManager",
                        "quarkus.http.host=127.0.0.1",
                        "quarkus.http.port=" + plan.port(name),
                        // There is no other replica to which anybody could turn meanwhile.
                        "quarkus.shutdown.timeout=2s",
                        "quarkus.datasource.username=" + service.role(),
                        "quarkus.datasource.jdbc.url=" + jdbcUrl,
                        "quarkus.datasource.reactive.url=" + reactiveUrl,
                        "kafka.bootstrap.servers=" + kafka,
                        "certyn.security.signing-key-file=" + data.keys().resolve(name + ".key"),
                        "certyn.security.trusted-keys=" + data.keys().resolve("trusted"),
                        "certyn.public-url=" + plan.publicUrl(),
                        "certyn.artifact.public-url=" + plan.tracesUrl(),
                        "certyn.artifact.directory=" + data.blobs(),
                        "certyn.console.bootstrap-api-key-file=" + data.apiKey()));
        for (var other : Plan.SERVICES) {
            settings.add("certyn.proxy." + other.name() + "-url=" + plan.url(other.name()));
        }
        return java(name, "256m", settings, plan.checkout().service(name));
    }

    List<String> demoShop() {
        var settings =
                List.of(
                        "certyn.demo-shop.port=" + plan.port(Plan.DEMO_SHOP),
                        "certyn.demo-shop.bind=" + DockerEngine.addressesFor(plan.executor()));
        return java(Plan.DEMO_SHOP, "64m", settings, plan.checkout().demoShop());
    }

    List<String> runner(Path runtimeDirectory) {
        // Never recorded here: a runner does not wait until an agent has written anything.
        var agent = AgentProgram.of(plan.checkout(), RecordedStarts.of(plan.checkout()));
        var settings =
                List.of(
                        "kafka.bootstrap.servers=" + kafka,
                        "certyn.runner.executor=" + plan.executor().key(),
                        "certyn.runner.offers=kafka",
                        "certyn.runner.state-directory=" + plan.data().runner(),
                        "certyn.runner.runtime-directory=" + runtimeDirectory,
                        "certyn.runner.agent-jar=" + agent.jar(),
                        "certyn.runner.agent-java-options=" + String.join("\n", agent.options()),
                        "certyn.runner.health-port=" + plan.port(Plan.RUNNER),
                        "certyn.agent.chromium=" + plan.chromium(),
                        "certyn.agent.node=" + plan.checkout().node());
        return java(Plan.RUNNER, "192m", settings, plan.checkout().runner());
    }

    Map<String, String> runnerEnvironment(String pool, String registrationToken) {
        return Map.of(
                "CONTROL_PLANE_URL",
                plan.url(Plan.CONSOLE),
                "RUNNER_POOL_ID",
                pool,
                "REGISTRATION_TOKEN",
                registrationToken,
                "RUNNER_NAME",
                "local",
                "MAX_CONCURRENCY",
                "2");
    }

    private List<String> java(String part, String heap, List<String> settings, Path jar) {
        var command = new ArrayList<String>();
        command.add(Jvm.program().toString());
        command.addAll(Jvm.options(heap, plan.starts().options(part, jar)));
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
