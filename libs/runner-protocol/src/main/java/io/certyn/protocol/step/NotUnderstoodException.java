package io.certyn.protocol.step;

/** Leaves the descent at the first thing that does not fit; never leaves this package. */
final class NotUnderstoodException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int column;
    private final String why;

    NotUnderstoodException(int column, String why) {
        super(why, null, false, false);
        this.column = column;
        this.why = why;
    }

    ParseResult.NotUnderstood result() {
        return new ParseResult.NotUnderstood(column, why);
    }
}
