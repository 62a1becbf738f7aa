package io.certyn.protocol.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * The way to a runner on another machine: TLS to one certificate, then a token that is good once,
 * then frames as on any link.
 *
 * @param certificate SHA-256 of the runner's certificate, hexadecimal
 * @param token 256 bits, hexadecimal
 */
public record RemoteLink(String host, int port, String certificate, String token) {

    public static final String SCHEME = "tls";

    /** The rules of a network may come to hold a moment after the agent's start. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long PAUSE_MS = 250;
    private static final int TOKEN_LENGTH = 64;

    /**
     * @param address {@code tls://host:port}
     * @param token the file that holds it
     * @throws IllegalArgumentException if the address is none, or the token not a token
     */
    public static RemoteLink of(String address, String certificate, Path token) throws IOException {
        var uri = URI.create(address);
        var host = uri.getHost();
        if (!SCHEME.equals(uri.getScheme()) || host == null || uri.getPort() < 0) {
            throw new IllegalArgumentException("a link that is not tls://host:port");
        }
        var text = Files.readString(token, StandardCharsets.US_ASCII).strip();
        if (text.length() != TOKEN_LENGTH) {
            throw new IllegalArgumentException("a token of " + text.length() + " characters");
        }
        return new RemoteLink(
                host.replace("[", "").replace("]", ""), uri.getPort(), certificate, text);
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return SCHEME + "://" + host + ":" + port;
    }

    /** Connects and shows the token; whether that was accepted, the first answer tells. */
    public Socket connect() throws IOException, InterruptedException {
        var plain = reach();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout((int) ANSWER.toMillis());
            var secured =
                    (SSLSocket)
                            trusting(certificate)
                                    .getSocketFactory()
                                    .createSocket(plain, host, port, true);
            secured.setEnabledProtocols(new String[] {"TLSv1.3"});
            secured.startHandshake();
            secured.setSoTimeout(0);
            secured.getOutputStream().write((token + "\n").getBytes(StandardCharsets.US_ASCII));
            secured.getOutputStream().flush();
            return secured;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Socket reach() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(host, port), (int) ANSWER.toMillis());
                return socket;
            } catch (SocketException | SocketTimeoutException e) {
                socket.close();
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        }
    }

    /** Reads what {@link #connect} shows; empty when it is no token. */
    public static Optional<String> token(InputStream in) throws IOException {
        var text = new String(in.readNBytes(TOKEN_LENGTH + 1), StandardCharsets.US_ASCII);
        return text.length() == TOKEN_LENGTH + 1 && text.endsWith("\n")
                ? Optional.of(text.substring(0, TOKEN_LENGTH))
                : Optional.empty();
    }

    public static String fingerprint(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static SSLContext trusting(String certificate) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OneCertificate(certificate)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS", e);
        }
    }
}
