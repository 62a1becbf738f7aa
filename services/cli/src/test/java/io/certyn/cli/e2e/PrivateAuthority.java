package io.certyn.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody but the customer trusts, and a server it vouches for. */
record PrivateAuthority(Path keys, Path certificate) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Made by the JDK's own tool. */
    static PrivateAuthority of(Path directory, String server)
            throws IOException, InterruptedException {
        var keys = directory.resolve("keys.p12");
        var certificate = directory.resolve("ca.pem");
        keytool(keys, "-genkeypair", "-alias", "ca", "-dname", "CN=Customer CA", "-ext", "bc:c");
        keytool(
                keys,
                "-genkeypair",
                "-alias",
                "server",
                "-signer",
                "ca",
                "-dname",
                "CN=" + server,
                "-ext",
                "san=dns:" + server);
        keytool(keys, "-exportcert", "-rfc", "-alias", "ca", "-file", certificate.toString());
        return new PrivateAuthority(keys, certificate);
    }

    private static void keytool(Path keys, String... words)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()));
        command.addAll(List.of(words));
        if (words[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-validity", "1"));
        }
        command.addAll(
                List.of("-keystore", keys.toString(), "-storepass", String.valueOf(PASSWORD)));
        var ended = Cli.ended(command, Map.of());
        assertThat(ended.exit()).as(ended.output() + ended.errors()).isZero();
    }

    /** A server socket of this machine, on any free port, that speaks TLS. */
    ServerSocket listen() throws IOException {
        try (var in = Files.newInputStream(keys)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            // Of two keys the server would choose any.
            store.deleteEntry("ca");
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context.getServerSocketFactory()
                    .createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
