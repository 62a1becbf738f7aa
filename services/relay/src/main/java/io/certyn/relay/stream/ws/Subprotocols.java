package io.certyn.relay.stream.ws;

import io.quarkus.websockets.next.HandshakeRequest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the ticket out of {@code Sec-WebSocket-Protocol: certyn.live.v1, ticket.<token>}. Browsers
 * can set no other header, and a ticket never stands in a URL, where logs would keep it.
 */
final class Subprotocols {

    private static final String TICKET = "ticket.";

    private Subprotocols() {}

    static Optional<String> ticket(HandshakeRequest request) {
        return request.headers("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(protocol -> protocol.startsWith(TICKET))
                .map(protocol -> protocol.substring(TICKET.length()))
                .findFirst();
    }
}
