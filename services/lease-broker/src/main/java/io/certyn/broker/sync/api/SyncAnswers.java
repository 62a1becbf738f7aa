package io.certyn.broker.sync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.broker.ProtocolBody;
import io.certyn.broker.Timings;
import io.certyn.broker.lease.Settled.Claimed;
import io.certyn.broker.lease.Terms;
import io.certyn.broker.lease.Visit;
import io.certyn.broker.lease.events.OfferWire;
import io.certyn.broker.sync.SyncAnswer;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Answers of syncs, with what only this side knows: offers at hand, documents, tokens. */
@ApplicationScoped
class SyncAnswers {

    private final ParkedPolls polls;
    private final OfferWire offers;
    private final Terms terms;
    private final Clock clock;

    SyncAnswers(ParkedPolls polls, OfferWire offers, Terms terms, Clock clock) {
        this.polls = polls;
        this.offers = offers;
        this.terms = terms;
        this.clock = clock;
    }

    Response of(long seq, Visit.Served served) {
        var open =
                polls.takeOffers(served.runner().holder().runner()).stream()
                        .filter(offers::isOpen)
                        .map(offers::of)
                        .toList();
        var frame =
                new SyncAnswer.Frame(
                        seq,
                        clock.instant(),
                        Timings.of(terms),
                        ThreadLocalRandom.current().nextDouble(),
                        granted -> granted(granted, served));
        return ProtocolBody.ok(SyncAnswer.of(served, open, frame));
    }

    private Sync.ClaimResult granted(Claimed.Granted granted, Visit.Served served) {
        var held = granted.lease();
        return new Sync.ClaimResult(
                held.session().toString(),
                held.epoch(),
                null,
                assignment(served.assignments().get(held.session())),
                offers.image(held.spec().image()),
                held.spec().policy().sessionTimeout().toMillis(),
                Timings.of(terms, held.hold()));
    }

    private static Assignment assignment(@Nullable String document) {
        if (document == null) {
            throw new IllegalStateException("a leased session without its assignment");
        }
        try {
            return ProtocolJson.MAPPER.readValue(document, Assignment.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored assignment that cannot be read", e);
        }
    }
}
