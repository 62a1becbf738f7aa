package io.certyn.runner.work.sync;

import io.certyn.ids.SessionId;
import io.certyn.protocol.Sync;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.SessionHost;
import io.certyn.runner.work.Slots;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Applies what the control plane orders. A command comes in every answer until it is acknowledged,
 * so what was done is remembered and only acknowledged again.
 */
final class Commands {

    private static final System.Logger LOG = System.getLogger(Commands.class.getName());
    private static final int REMEMBERED = 1_000;

    private final Slots slots;
    private final SessionHost sessions;
    private final Mailbox mailbox;
    private final Map<String, String> results = new LinkedHashMap<>();

    Commands(Slots slots, SessionHost sessions, Mailbox mailbox) {
        this.slots = slots;
        this.sessions = sessions;
        this.mailbox = mailbox;
    }

    synchronized void apply(Sync.Command command) {
        var known = results.get(command.commandId());
        var result = known == null ? execute(command) : known;
        results.put(command.commandId(), result);
        if (results.size() > REMEMBERED) {
            results.remove(results.keySet().iterator().next());
        }
        mailbox.acknowledge(new Sync.Ack(command.commandId(), result));
    }

    private String execute(Sync.Command command) {
        var key = new LeaseKey(SessionId.parse(command.session()), command.epoch());
        LOG.log(
                System.Logger.Level.INFO,
                "command received kind={0} sessionId={1} epoch={2}",
                command.kind(),
                key.session(),
                key.epoch());
        if (!slots.holds(key)) {
            return "NOT_HELD";
        }
        return switch (command.kind()) {
            case "stop_session" -> {
                sessions.stop(key, command.payload().getOrDefault("reason", "cancel"));
                yield "DONE";
            }
            case "open_stream" -> {
                var path = command.payload().get("relayUrl");
                var token = command.payload().get("publishToken");
                boolean opened =
                        path != null && token != null && sessions.openStream(key, path, token);
                yield opened ? "DONE" : "FAILED";
            }
            case "close_stream" -> sessions.closeStream(key) ? "DONE" : "FAILED";
            default -> "FAILED";
        };
    }
}
