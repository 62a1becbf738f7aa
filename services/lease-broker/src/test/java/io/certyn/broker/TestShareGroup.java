package io.certyn.broker;

import io.certyn.events.Topics;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.BackingServices;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A member of a pool's share group, which gets each offer that no other member got. */
public final class TestShareGroup implements AutoCloseable {

    private final KafkaShareConsumer<String, String> consumer;

    public TestShareGroup(String pool) {
        consumer =
                new KafkaShareConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                BackingServices.kafka(),
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "runners." + pool),
                        new StringDeserializer(),
                        new StringDeserializer());
        consumer.subscribe(List.of(Topics.leaseOffers(pool)));
    }

    /** What rang since the last call; what the last call returned counts as taken. */
    public List<Sync.Offer> poll(Duration wait) {
        var offers = new ArrayList<Sync.Offer>();
        for (var record : consumer.poll(wait)) {
            try {
                offers.add(ProtocolJson.MAPPER.readValue(record.value(), Sync.Offer.class));
            } catch (IOException e) {
                throw new AssertionError(record.value(), e);
            }
        }
        return offers;
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(2));
    }
}
