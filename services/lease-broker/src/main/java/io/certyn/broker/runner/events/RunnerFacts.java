package io.certyn.broker.runner.events;

import io.certyn.broker.NewIds;
import io.certyn.broker.runner.RunnerIdentity;
import io.certyn.events.CloudEvent;
import io.certyn.events.EventJson;
import io.certyn.events.EventTypes;
import io.certyn.events.Topics;
import io.certyn.events.runner.RunnerChanged;
import io.certyn.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Facts about runners as other services read them. */
@ApplicationScoped
public class RunnerFacts {

    private final NewIds ids;

    RunnerFacts(NewIds ids) {
        this.ids = ids;
    }

    public OutboxMessage online(RunnerIdentity runner, String name, int slots, Instant at) {
        return message(EventTypes.RUNNER_ONLINE, runner, name, slots, at);
    }

    public OutboxMessage offline(RunnerIdentity runner, String name, int slots, Instant at) {
        return message(EventTypes.RUNNER_OFFLINE, runner, name, slots, at);
    }

    private OutboxMessage message(
            String type, RunnerIdentity runner, String name, int slots, Instant at) {
        var key = runner.runner().toString();
        var data = new RunnerChanged(key, runner.pool().toString(), name, slots, at);
        var envelope =
                new CloudEvent(
                        ids.next(),
                        type,
                        "lease-broker",
                        "runner/" + key,
                        at,
                        runner.tenant().toString(),
                        key,
                        null,
                        EventJson.write(data));
        return new OutboxMessage(
                envelope.id(),
                runner.tenant(),
                Topics.RUNNER_EVENTS,
                key,
                envelope.headers(),
                envelope.data());
    }
}
