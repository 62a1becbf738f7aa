package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stack that cannot start says why in one sentence and leaves nothing behind. */
class BadInputIT {

    private static final int LOCAL_STACK = 10;

    @TempDir Path directory;

    static Stream<List<String>> starts() {
        return Stream.of(List.of("up"), List.of("up", "--detach"), List.of("demo", "--once"));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void aPortInUseIsNamed(List<String> start) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var data = directory.resolve("new/data");

            var ended = start(start, data, "--port", String.valueOf(taken.getLocalPort()));

            assertThat(ended.exit()).isEqualTo(LOCAL_STACK);
            assertThat(ended.errors().strip())
                    .isEqualTo(
                            "Port "
                                    + taken.getLocalPort()
                                    + " is in use or cannot be used; --port takes another.");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @MethodSource("starts")
    void aDataDirectoryBelowAFileIsNamed(List<String> start) throws Exception {
        var file = Files.writeString(directory.resolve("file"), "mine");

        var ended = start(start, file.resolve("data"));

        assertThat(ended.exit()).isEqualTo(LOCAL_STACK);
        assertThat(ended.errors().lines()).hasSize(1).first().asString().contains(file.toString());
        assertThat(file).hasContent("mine");
        assertThat(directory.toFile().list()).containsExactly("file");
    }

    @ParameterizedTest
    @MethodSource("starts")
    void aDirectoryOfOtherThingsIsLeftAsItIs(List<String> start) throws Exception {
        var home = Files.createDirectory(directory.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        var mine = Files.writeString(home.resolve("mine"), "kept");

        var ended = start(start, home);

        assertThat(ended.exit()).isEqualTo(LOCAL_STACK);
        assertThat(ended.errors().strip())
                .isEqualTo(
                        home
                                + " holds other things than a stack's; --data-dir takes a new or an"
                                + " empty directory.");
        assertThat(home.toFile().list()).containsExactly("mine");
        assertThat(mine).hasContent("kept");
        assertThat(mode(home)).isEqualTo("rwxr-xr-x");
    }

    /** As a volume would be, which no permission opens: not even root's. */
    @ParameterizedTest
    @MethodSource("starts")
    void aDirectoryThatCannotBeWrittenIsNamed(List<String> start) throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        var data = Files.createDirectory(directory.resolve("data"));
        var words = new ArrayList<>(start);
        words.addAll(List.of("--data-dir", data.toString()));

        var ended =
                Cli.ended(
                        Stream.concat(
                                        Stream.of(
                                                "unshare",
                                                "--mount",
                                                "sh",
                                                "-c",
                                                "mount -t tmpfs -o ro none \"$0\" && exec \"$@\"",
                                                data.toString()),
                                        Cli.command(words.toArray(String[]::new)).stream())
                                .toList(),
                        Map.of());

        assertThat(ended.exit()).as(ended.errors()).isEqualTo(LOCAL_STACK);
        assertThat(ended.errors().strip())
                .isEqualTo("The data directory " + data + " cannot be created or written.");
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console-port", "api-key", "stack.json", "processes.json", "lock"})
    void aDirectoryInTheWayIsNamed(String name) throws Exception {
        var data = Files.createDirectory(directory.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        var inTheWay = Files.createDirectories(data.resolve(name));
        if (!name.equals("lock")) {
            Files.createFile(data.resolve("lock"));
        }
        Files.writeString(inTheWay.resolve("mine"), "kept");

        for (var start : starts().toList()) {
            var ended = start(start, data);

            assertThat(ended.exit()).as(ended.errors()).isEqualTo(LOCAL_STACK);
            assertThat(ended.errors().lines()).as(ended.errors()).hasSize(1);
            assertThat(ended.errors()).contains(data.toString());
            assertThat(data.toFile().list())
                    .containsExactlyInAnyOrderElementsOf(new HashSet<>(List.of(name, "lock")));
            assertThat(inTheWay.resolve("mine")).hasContent("kept");
            assertThat(mode(data)).isEqualTo("rwxr-xr-x");
        }
    }

    @Test
    void aFileIsNoStackToStop() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "mine");

        for (var data : List.of(file, file.resolve("data"))) {
            var ended = Cli.run("down", "--data-dir", data.toString());

            assertThat(ended.exit()).isEqualTo(2);
            assertThat(ended.errors().strip()).isEqualTo(file + " is no directory.");
        }
    }

    @Test
    void whereNothingRunsThereIsNothingToStop() throws Exception {
        var data = directory.resolve("never");

        var ended = Cli.run("down", "--data-dir", data.toString());

        assertThat(ended.exit()).isZero();
        assertThat(ended.errors().strip()).isEqualTo("Nothing was running.");
        assertThat(data).doesNotExist();
    }

    @Test
    void aBrowserThatIsNoneIsNamed() throws Exception {
        var data = directory.resolve("data");

        var ended =
                Cli.run(
                        Map.of("CHROMIUM", directory.resolve("no-browser").toString()),
                        "up",
                        "--data-dir",
                        data.toString());

        assertThat(ended.exit()).isEqualTo(LOCAL_STACK);
        assertThat(ended.errors().lines()).hasSize(1).first().asString().contains("no-browser");
        assertThat(data).doesNotExist();
    }

    @Test
    void anEngineThatIsAwayIsNamed() throws Exception {
        var ended = withEngine("unix://" + directory.resolve("nobody.sock"));

        assertThat(ended.errors()).contains("no Docker engine answers on unix://" + directory);
    }

    @Test
    void anEngineThatRefusesIsNamed() throws Exception {
        try (var engine = new Engine(directory.resolve("refuses.sock"))) {
            Thread.ofVirtual()
                    .start(() -> engine.answer("HTTP/1.1 500 Internal Server Error\r\n\r\n"));

            var ended = withEngine(engine.host());

            assertThat(ended.errors()).contains("refuses (HTTP/1.1 500 Internal Server Error)");
        }
    }

    @Test
    void anEngineThatSaysNothingIsWaitedForInVain() throws Exception {
        try (var engine = new Engine(directory.resolve("silent.sock"))) {
            var ended = withEngine(engine.host());

            assertThat(ended.errors()).contains("no Docker engine answers on " + engine.host());
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Cli.Ended withEngine(String host) throws Exception {
        var data = directory.resolve("data");
        var ended =
                Cli.run(
                        Map.of("DOCKER_HOST", host),
                        "up",
                        "--executor",
                        "docker",
                        "--data-dir",
                        data.toString());
        assertThat(ended.exit()).as(ended.errors()).isEqualTo(LOCAL_STACK);
        assertThat(ended.errors().lines()).hasSize(1);
        assertThat(data).doesNotExist();
        return ended;
    }

    private static Cli.Ended start(List<String> start, Path data, String... more)
            throws IOException, InterruptedException {
        var words =
                Stream.of(start.stream(), Stream.of("--data-dir", data.toString()), Stream.of(more))
                        .flatMap(part -> part)
                        .toArray(String[]::new);
        return Cli.run(words);
    }

    /** Listens where an engine would. */
    private record Engine(Path socket, ServerSocketChannel listening) implements AutoCloseable {

        Engine(Path socket) throws IOException {
            this(socket, ServerSocketChannel.open(StandardProtocolFamily.UNIX));
            listening.bind(UnixDomainSocketAddress.of(socket));
        }

        String host() {
            return "unix://" + socket;
        }

        void answer(String text) {
            try {
                while (true) {
                    try (var client = listening.accept()) {
                        client.read(ByteBuffer.allocate(1024));
                        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                    }
                }
            } catch (ClosedChannelException _) {
                // The test is over.
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
