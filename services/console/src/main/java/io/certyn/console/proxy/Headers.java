package io.certyn.console.proxy;

import java.util.Locale;
import java.util.Set;

/** Which headers cross the front door. */
public final class Headers {

    /** They speak about one connection (RFC 9110, 7.6.1) and end with it. */
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "expect",
                    "http2-settings");

    /** Credentials for the console are for the console; what names the way is said by us alone. */
    private static final Set<String> NOT_INWARDS =
            Set.of(
                    "host",
                    "cookie",
                    "x-api-key",
                    "x-certyn-csrf",
                    "x-request-id",
                    "forwarded",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-proto",
                    "x-forwarded-port",
                    "x-forwarded-prefix");

    /** Nobody behind the front door sets cookies; the request id is ours. */
    private static final Set<String> NOT_OUTWARDS = Set.of("set-cookie", "x-request-id");

    private Headers() {}

    /** Whether a header of the client reaches the service. */
    public static boolean goesIn(String name, Set<String> namedByConnection) {
        return crosses(name, namedByConnection) && !NOT_INWARDS.contains(lower(name));
    }

    /** Whether a header of the service reaches the client. */
    public static boolean goesOut(String name, Set<String> namedByConnection) {
        return crosses(name, namedByConnection) && !NOT_OUTWARDS.contains(lower(name));
    }

    private static boolean crosses(String name, Set<String> namedByConnection) {
        return !HOP_BY_HOP.contains(lower(name)) && !namedByConnection.contains(lower(name));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
