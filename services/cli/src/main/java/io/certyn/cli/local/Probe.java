package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a part over HTTP whether it serves. */
final class Probe {

    private static final int LIMIT_MILLIS = 2_000;
    private static final int PAUSE_MILLIS = 50;

    private Probe() {}

    static boolean isOk(String url) {
        try {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted.", e);
        }
    }
}
