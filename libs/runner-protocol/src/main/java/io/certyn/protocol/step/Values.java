package io.certyn.protocol.step;

/** Reads a value: a text in quotes, or one variable without. */
final class Values {

    private Values() {}

    static Text read(Cursor cursor) throws NotUnderstoodException {
        if (cursor.peek() instanceof Token.Quoted quoted) {
            cursor.next();
            return quoted.text();
        }
        if (cursor.peek() instanceof Token.Word word
                && word.text().parts().size() == 1
                && !word.text().isLiteral()) {
            cursor.next();
            return word.text();
        }
        throw cursor.expected("a value in quotes or a {{variable}}");
    }
}
