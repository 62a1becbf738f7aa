package io.certyn.console.proxy.http;

import io.certyn.console.proxy.Headers;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Copies headers across the front door, leaving out what must not cross. */
final class CopiedHeaders {

    private CopiedHeaders() {}

    static void inwards(MultiMap from, MultiMap to) {
        var named = namedByConnection(from);
        from.forEach(header -> {
            if (Headers.goesIn(header.getKey(), named)) {
                to.add(header.getKey(), header.getValue());
            }
        });
    }

    static void outwards(MultiMap from, MultiMap to) {
        var named = namedByConnection(from);
        from.forEach(header -> {
            if (Headers.goesOut(header.getKey(), named)) {
                to.add(header.getKey(), header.getValue());
            }
        });
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        return headers.getAll("Connection").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
