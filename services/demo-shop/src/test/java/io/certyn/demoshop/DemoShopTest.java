package io.certyn.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shop as its own process, as everybody else starts it. */
@Timeout(60)
class DemoShopTest {

    @TempDir private Path directory;

    @Test
    void itSaysWhereItIsAndStopsWhenAsked() throws Exception {
        var file = directory.resolve("port");
        var process = start("-Dcertyn.demo-shop.port-file=" + file);
        try (var out = process.inputReader()) {
            var url = readyUrl(out);

            assertThat(Files.readString(file).strip()).isEqualTo("" + url.getPort());
            try (var visitor = new Visitor(url)) {
                assertThat(visitor.read("/healthz")).isEqualTo("ok\n");
            }

            // Through the handle, since the process itself would close its streams.
            process.toHandle().destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.draft");
    }

    @Test
    void severalAddressesShareOnePort() throws Exception {
        // Linux answers on all of 127.0.0.0/8 without being told.
        var process = start("-Dcertyn.demo-shop.bind=127.0.0.1,127.0.0.2");
        try (var out = process.inputReader()) {
            int port = readyUrl(out).getPort();
            for (var address : List.of("127.0.0.1", "127.0.0.2")) {
                try (var visitor = new Visitor(URI.create("http://" + address + ":" + port))) {
                    assertThat(visitor.read("/healthz")).isEqualTo("ok\n");
                }
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anUnknownDefectIsAUsageError() throws Exception {
        var process = start("-Dcertyn.demo-shop.defects=price-stale,nope");

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("demo-shop: unknown defect: nope" + System.lineSeparator());
        assertThat(process.waitFor()).isEqualTo(DemoShop.USAGE);
    }

    private static URI readyUrl(BufferedReader out) throws Exception {
        var line = out.readLine();
        assertThat(line).startsWith("demo shop ready url=http://127.0.0.1:");
        return URI.create(line.substring(line.indexOf('=') + 1));
    }

    private static Process start(String property) throws Exception {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", property));
        command.addAll(List.of("-cp", "target/classes", DemoShop.class.getName()));
        return new ProcessBuilder(command).start();
    }
}
