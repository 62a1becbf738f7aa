package io.certyn.protocol.step;

import java.util.List;
import java.util.Locale;

/** A piece of a line with the column it starts at, counted from 1. */
sealed interface Token {

    int column();

    /** What it says; nothing at the end of the line. */
    Text text();

    /** How it looks in the line, for messages. */
    String shown();

    /** Anything not in quotes, up to the next space or quote. */
    record Word(int column, String raw, Text text) implements Token {

        String lower() {
            return raw.toLowerCase(Locale.ROOT);
        }

        @Override
        public String shown() {
            return raw;
        }
    }

    /** A text in double quotes. */
    record Quoted(int column, Text text) implements Token {

        @Override
        public String shown() {
            return "\"" + text.source() + "\"";
        }
    }

    record End(int column) implements Token {

        @Override
        public Text text() {
            return new Text(List.of());
        }

        @Override
        public String shown() {
            return "the end of the line";
        }
    }
}
