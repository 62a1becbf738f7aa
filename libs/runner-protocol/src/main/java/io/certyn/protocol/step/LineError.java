package io.certyn.protocol.step;

/** What is wrong with a case file, and where; line and column count from 1. */
public record LineError(String path, int line, int column, String message) {

    @Override
    public String toString() {
        return path + ": line " + line + ", column " + column + ": " + message;
    }
}
