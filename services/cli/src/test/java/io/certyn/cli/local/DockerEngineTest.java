package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which executor is taken, by what listens where an engine would. */
class DockerEngineTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";
    private static final String UNKNOWN = "HTTP/1.1 404 Not Found\r\n\r\n";

    @TempDir Path directory;

    @Test
    void anEngineWithTheImagesIsTaken() throws IOException {
        try (var engine = new Answering(_ -> OK)) {
            for (var wanted : new Executor[] {Executor.AUTO, Executor.DOCKER}) {
                var choice = engine.asked().resolve(wanted);

                assertThat(choice.executor()).isEqualTo(Executor.DOCKER);
                assertThat(choice.because()).isEmpty();
            }
        }
    }

    @Test
    void processesAreTakenWhereTheyAreAskedForWhateverTheEngineSays() throws IOException {
        try (var engine = new Answering(_ -> OK)) {
            var choice = engine.asked().resolve(Executor.PROCESS);

            assertThat(choice.executor()).isEqualTo(Executor.PROCESS);
            assertThat(choice.because()).contains("--executor process asks for it");
        }
    }

    @Test
    void processesAreTakenWhereNoEngineListens() {
        var nobody = new DockerEngine("unix://" + directory.resolve("nobody.sock"));

        var choice = nobody.resolve(Executor.AUTO);

        assertThat(choice.executor()).isEqualTo(Executor.PROCESS);
        assertThat(choice.because().orElseThrow())
                .isEqualTo("no Docker engine answers on " + nobody.host() + "; start one");
    }

    @Test
    void processesAreTakenWhereAnImageIsMissing() throws IOException {
        try (var engine = new Answering(line -> line.contains("certyn/runner") ? UNKNOWN : OK)) {
            var choice = engine.asked().resolve(Executor.AUTO);

            assertThat(choice.executor()).isEqualTo(Executor.PROCESS);
            assertThat(choice.because().orElseThrow())
                    .isEqualTo(
                            "Docker has no image certyn/runner:local; ./certyn images agent runner"
                                    + " builds it");
            assertThatThrownBy(() -> engine.asked().resolve(Executor.DOCKER))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageStartingWith(
                            "Sessions cannot run in containers: Docker has no image"
                                    + " certyn/runner:local");
        }
    }

    @Test
    void whatCannotBeAnAddressIsNoEngine() {
        for (var host : new String[] {"", "ssh://somewhere", "tcp://", "unix:", "no address"}) {
            var choice = new DockerEngine(host).resolve(Executor.AUTO);

            assertThat(choice.executor()).as(host).isEqualTo(Executor.PROCESS);
        }
    }

    /** Answers a request by its text. */
    private final class Answering implements AutoCloseable {

        private final Path socket = directory.resolve("docker.sock");
        private final ServerSocketChannel listening;
        private final UnaryOperator<String> answers;

        Answering(UnaryOperator<String> answers) throws IOException {
            this.answers = answers;
            listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(this::answerAll);
        }

        DockerEngine asked() {
            return new DockerEngine("unix://" + socket);
        }

        private void answerAll() {
            var request = ByteBuffer.allocate(1024);
            while (true) {
                try (var client = listening.accept()) {
                    client.read(request.clear());
                    var line = StandardCharsets.US_ASCII.decode(request.flip()).toString();
                    var answer = answers.apply(line);
                    client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                } catch (ClosedChannelException _) {
                    return;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
