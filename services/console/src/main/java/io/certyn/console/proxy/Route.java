package io.certyn.console.proxy;

/** Where a request belongs. */
public sealed interface Route {

    /** The caller is authenticated, and the service hears who it is. */
    record Api(Part part) implements Route {}

    /** The same, for what the console answers itself. */
    record OwnApi() implements Route {}

    /** Passed on as it is; the service checks the credentials, which are not ours. */
    record Passage(Part part) implements Route {}

    /** Bytes of tested applications, on their own host, where nobody is signed in. */
    record Bytes(Part part) implements Route {}

    /** Open resources of the console: sign-in, health, documents, assets. */
    record Open() implements Route {}

    /** The page, whatever the path says; the router in the page reads it. */
    record Page() implements Route {}

    /** Nothing is served there. */
    record Nowhere() implements Route {}

    /** The request was meant for somebody else, or made to look so. */
    record Misdirected() implements Route {}
}
