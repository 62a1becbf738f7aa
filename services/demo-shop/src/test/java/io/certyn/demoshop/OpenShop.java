package io.certyn.demoshop;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A real shop on a free port whose slow answers are quick; it remembers how long they would take.
 */
final class OpenShop implements AutoCloseable {

    private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
    private final Shop shop;

    private OpenShop(Set<Defect> on) {
        var settings =
                new Settings(
                        0,
                        List.of(InetAddress.getLoopbackAddress()),
                        new Defects(on),
                        Optional.empty());
        var clock = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
        try {
            shop = Shop.open(settings, new Shop.World(clock, new Random(1), pauses::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OpenShop with(Defect... on) {
        return new OpenShop(Set.of(on));
    }

    Visitor visitor() {
        return new Visitor(shop.url());
    }

    Duration longestPause() {
        return pauses.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        shop.close();
    }
}
