package io.certyn.runner.executor.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import io.certyn.runner.executor.AllowedImages;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Needs a container engine; skipped without, but never in CI. */
@EnabledIf("io.certyn.runner.executor.docker.DockerExecutorIT#engineIsThere")
class ImagesIT {

    private Engine engine;
    private TestRegistry registry;

    @BeforeEach
    void start() throws IOException {
        engine = Engine.connect();
        registry = TestRegistry.start();
    }

    @AfterEach
    void stop() throws IOException {
        try {
            engine.calls().removeImageCmd(registry.image("v1")).withForce(true).exec();
        } catch (NotFoundException _) {
            // It was not pulled.
        }
        registry.close();
        engine.close();
    }

    @Test
    void whatTheEngineDoesNotHaveIsPulledOnceAndKnownByItsDigest() throws Exception {
        var images = new Images(engine, new AllowedImages(List.of()));
        Callable<Images.Image> session = () -> images.named(registry.image("v1"));

        try (var sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var found : sessions.invokeAll(List.of(session, session, session))) {
                assertThat(found.get().exactly())
                        .isEqualTo(registry.image("v1") + "@" + registry.digest());
                assertThat(found.get().id()).isNotEqualTo(registry.digest());
            }
        }
        assertThat(registry.pulls.get()).isEqualTo(1);
    }

    @Test
    void whatNobodyHasIsNamed() {
        var images = new Images(engine, new AllowedImages(List.of()));

        assertThatThrownBy(() -> images.named(registry.image("unknown")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("pulling the image " + registry.image("unknown"));
    }

    /** No registry is asked that nobody named. */
    @Test
    void aNameWithoutARegistryIsNotPulled() {
        var images = new Images(engine, new AllowedImages(List.of()));

        assertThatThrownBy(() -> images.named("nobody/agent:v1"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "the engine has no image nobody/agent:v1, and only names that begin with a"
                                + " registry are pulled");
    }

    @Test
    void whatGoesWrongWhileItIsPulledIsSaid() {
        registry.layerLost = true;
        var images = new Images(engine, new AllowedImages(List.of()));

        assertThatThrownBy(() -> images.named(registry.image("v1")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("pulling the image " + registry.image("v1") + " failed: ");
    }

    @Test
    void whatIsNotAllowedIsNotEvenLookedFor() throws Exception {
        var exact = new Images(engine, new AllowedImages(List.of(registry.image("v1"))));
        var below = new Images(engine, new AllowedImages(List.of("other", "127.0.0.1:*")));

        assertThat(exact.named(registry.image("v1")).digest()).isEqualTo(registry.digest());
        assertThat(below.named(registry.image("v1")).digest()).isEqualTo(registry.digest());
        int pulled = registry.pulls.get();
        assertThatThrownBy(() -> exact.named(registry.image("v2")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "the image "
                                + registry.image("v2")
                                + " is not among this runner's certyn.runner.allowed-images");
        assertThatThrownBy(() -> below.named("certyn/agent:local"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("certyn.runner.allowed-images");
        assertThat(registry.pulls.get()).isEqualTo(pulled);
    }
}
