package io.certyn.problem.rest;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id under which a request is found in the logs: the caller's, if usable, or a new one. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String KEY = "certyn.request-id";
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The id of this request, which is chosen once. */
    public static String of(RoutingContext context) {
        String known = context.get(KEY);
        if (known != null) {
            return known;
        }
        var sent = context.request().getHeader(HEADER);
        var id =
                sent != null && USABLE.matcher(sent).matches()
                        ? sent
                        : UUID.randomUUID().toString();
        context.put(KEY, id);
        return id;
    }
}
