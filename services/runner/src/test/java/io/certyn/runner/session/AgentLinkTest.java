package io.certyn.runner.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkCodec;
import io.certyn.protocol.link.LinkMessages;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AgentLinkTest {

    private static final LinkMessages.Hello HELLO = new LinkMessages.Hello(1, "test", "none", 1);

    @TempDir Path directory;

    @Test
    void aLinkThatClosesBeforeItsSessionEndsWithoutAWord() throws IOException {
        var link = AgentLink.bind(directory);
        var running = CompletableFuture.runAsync(link::run, Thread::startVirtualThread);
        try (var agent = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            agent.connect(UnixDomainSocketAddress.of(directory.resolve("link.sock")));
            LinkCodec.over(agent)
                    .write(
                            Frame.of(
                                    FrameType.LINK_HELLO,
                                    1,
                                    ProtocolJson.MAPPER.writeValueAsBytes(HELLO)));
            assertThat(link.hello().join()).isEqualTo(HELLO);

            link.close();

            assertThat(running).succeedsWithin(Duration.ofSeconds(10));
        }
    }
}
