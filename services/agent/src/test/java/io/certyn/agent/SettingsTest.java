package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.agent.report.RunnerAddress;
import io.certyn.protocol.link.RemoteLink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String TOKEN = "7".repeat(64);

    @TempDir Path directory;

    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "CERTYN_LINK", "/run/certyn/link.sock",
                            "CERTYN_WORK_DIRECTORY", "/tmp/agent",
                            "PLAYWRIGHT_NODEJS_PATH", "/opt/node"));

    @Test
    void aPathIsASocketOfThisMachine() throws Exception {
        var settings = Settings.of(environment);

        assertThat(settings.link())
                .isEqualTo(new RunnerAddress.Socket(Path.of("/run/certyn/link.sock")));
        assertThat(settings.browser().proxy()).isEmpty();
    }

    @Test
    void aRunnerElsewhereIsKnownByItsCertificateAndItsAgentByAToken() throws Exception {
        elsewhere("tls://[fd00::7]:7443");

        var settings = Settings.of(environment);

        assertThat(settings.link())
                .isEqualTo(
                        new RunnerAddress.Remote(new RemoteLink("fd00::7", 7443, "c0ffee", TOKEN)));
        assertThat(settings.link().toString()).doesNotContain(TOKEN);
    }

    @Test
    void theProxyMayComeByAFile() throws Exception {
        var file = Files.writeString(directory.resolve("egress"), "http://a:pass@10.0.0.1:3128\n");
        environment.put("CERTYN_EGRESS_FILE", file.toString());

        assertThat(Settings.of(environment).browser().proxy())
                .contains(URI.create("http://a:pass@10.0.0.1:3128"));
    }

    @Test
    void aRunnerElsewhereWithoutACertificateIsRefused() throws Exception {
        elsewhere("tls://10.0.0.1:7443");
        environment.remove("CERTYN_LINK_CERTIFICATE");

        assertThatThrownBy(() -> Settings.of(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CERTYN_LINK_CERTIFICATE is not set");
    }

    @Test
    void anAddressWithoutAPortIsRefused() throws Exception {
        elsewhere("tls://10.0.0.1");

        assertThatThrownBy(() -> Settings.of(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a link that is not tls://host:port");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws Exception {
        elsewhere("tls://10.0.0.1:7443");
        Files.delete(directory.resolve("token"));

        assertThatThrownBy(() -> Settings.of(environment))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("token");
    }

    private void elsewhere(String address) throws IOException {
        environment.put("CERTYN_LINK", address);
        environment.put("CERTYN_LINK_CERTIFICATE", "c0ffee");
        environment.put(
                "CERTYN_LINK_TOKEN_FILE",
                Files.writeString(directory.resolve("token"), TOKEN + "\n").toString());
    }
}
