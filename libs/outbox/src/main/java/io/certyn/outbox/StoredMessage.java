package io.certyn.outbox;

import java.util.Map;

/** A message as it lies in the table. */
record StoredMessage(
        long seq, String topic, String key, Map<String, String> headers, String payload) {}
