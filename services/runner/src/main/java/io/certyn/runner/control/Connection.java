package io.certyn.runner.control;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How the control plane is reached.
 *
 * @param proxy an HTTP proxy for everything but loopback
 * @param caFile certificates to trust instead of the JDK's own, PEM
 */
public record Connection(URI url, Optional<URI> proxy, Optional<Path> caFile) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** A client that speaks HTTP/1.1: the origin proxies WebSockets and long polls alike. */
    public HttpClient client() throws IOException {
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER);
        proxy.ifPresent(address -> builder.proxy(new AllButLoopback(address)));
        if (caFile.isPresent()) {
            builder.sslContext(trusting(caFile.get()));
        }
        return builder.build();
    }

    /** An address below the control plane's own, which may have a path of its own. */
    public URI resolve(String path) {
        var base = url.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    public static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("[::1]");
    }

    private static SSLContext trusting(Path caFile) throws IOException {
        try (InputStream in = Files.newInputStream(caFile)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no usable certificates in " + caFile, e);
        }
    }

    private static final class AllButLoopback extends ProxySelector {

        private final Proxy proxy;

        AllButLoopback(URI address) {
            int port = address.getPort() < 0 ? 80 : address.getPort();
            this.proxy =
                    new Proxy(
                            Proxy.Type.HTTP,
                            InetSocketAddress.createUnresolved(address.getHost(), port));
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(isLoopback(uri.getHost()) ? Proxy.NO_PROXY : proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // The request fails with the same exception, and its caller knows what to do.
        }
    }
}
