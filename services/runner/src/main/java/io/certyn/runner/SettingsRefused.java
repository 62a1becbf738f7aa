package io.certyn.runner;

/** A setting is missing or wrong; the message is one sentence that names it. */
final class SettingsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsRefused(String sentence) {
        super(sentence);
    }
}
