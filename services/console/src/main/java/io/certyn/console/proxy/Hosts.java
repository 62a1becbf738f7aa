package io.certyn.console.proxy;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names this installation answers to. A page of an attacker can point its own name at our
 * address; it cannot make the browser send one of these.
 */
public final class Hosts {

    /** Which face of the installation a name shows. */
    public enum Face {
        CONSOLE,
        TRACES,
        STRANGER
    }

    /** How the CLI and runners on the same machine come. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final String console;
    private final String traces;

    private Hosts(String console, String traces) {
        this.console = console;
        this.traces = traces;
    }

    public static Hosts of(URI consoleUrl, URI tracesUrl) {
        var console = name(consoleUrl);
        var traces = name(tracesUrl);
        if (console.equals(traces)) {
            // A second port would not do: cookies ignore ports.
            throw new IllegalArgumentException(
                    "bytes of tested applications need a host of their own, not " + console);
        }
        return new Hosts(console, traces);
    }

    /** The origin of the bytes unless one is configured: {@code traces.} and our own name. */
    public static URI tracesOf(URI consoleUrl, Optional<URI> configured) {
        return configured.orElseGet(() ->
                URI.create(consoleUrl.getScheme() + "://traces." + consoleUrl.getAuthority()));
    }

    /** Ports are not compared: they may be mapped on the way, and name no one. */
    public Face faceOf(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (name.equals(traces)) {
            return Face.TRACES;
        }
        return name.equals(console) || LOOPBACK.contains(name) ? Face.CONSOLE : Face.STRANGER;
    }

    private static String name(URI url) {
        var host = url.getHost();
        if (host == null) {
            throw new IllegalArgumentException("an origin with a host is needed, not " + url);
        }
        return host.toLowerCase(Locale.ROOT);
    }
}
