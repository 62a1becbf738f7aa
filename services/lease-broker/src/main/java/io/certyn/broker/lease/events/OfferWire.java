package io.certyn.broker.lease.events;

import io.certyn.broker.LeaseConfig;
import io.certyn.broker.placement.Offer;
import io.certyn.protocol.Sync;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Offers as runners read them, wherever they ring. */
@ApplicationScoped
public class OfferWire {

    private final String defaultImage;
    private final Clock clock;

    OfferWire(LeaseConfig config, Clock clock) {
        this.defaultImage = config.agentImage();
        this.clock = clock;
    }

    public Sync.Offer of(Offer offer) {
        var session = offer.waiting().session().toString();
        return new Sync.Offer(
                offer.id(),
                session,
                offer.waiting().epoch(),
                Duration.between(clock.instant(), offer.until()).toMillis(),
                session,
                image(offer.waiting().image()),
                null);
    }

    public boolean isOpen(Offer offer) {
        return clock.instant().isBefore(offer.until());
    }

    /** The image that was asked for, or the installation's. */
    public String image(@Nullable String wanted) {
        return wanted == null ? defaultImage : wanted;
    }
}
