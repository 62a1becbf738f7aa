package io.certyn.protocol.step;

/** Reads an address: absolute, a path, or one that begins with a variable. */
final class Addresses {

    private Addresses() {}

    static Text read(Cursor cursor) throws NotUnderstoodException {
        int column = cursor.column();
        var token = cursor.next();
        if (token instanceof Token.End) {
            throw new NotUnderstoodException(column, "expected an address");
        }
        if (!isAddress(token.text())) {
            throw new NotUnderstoodException(
                    column, "an address starts with /, http:// or https://, or is a variable");
        }
        return token.text();
    }

    private static boolean isAddress(Text address) {
        if (address.parts().isEmpty()) {
            return false;
        }
        return switch (address.parts().getFirst()) {
            case Text.Part.Variable _ -> true;
            case Text.Part.Secret _, Text.Part.Now _ -> false;
            case Text.Part.Literal(var text) ->
                    text.startsWith("/")
                            || text.startsWith("http://")
                            || text.startsWith("https://");
        };
    }
}
