package io.certyn.relay;

import io.certyn.security.rest.ServiceTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;

/** Signs the relay's own calls to the lease-broker. */
@ApplicationScoped
public class BrokerCredentials implements ClientHeadersFactory {

    private final ServiceTokens tokens;

    BrokerCredentials(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public MultivaluedMap<String, String> update(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
        var headers = new MultivaluedHashMap<String, String>();
        headers.putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.tokenFor("lease-broker"));
        return headers;
    }
}
