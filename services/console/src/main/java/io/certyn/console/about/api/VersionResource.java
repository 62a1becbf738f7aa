package io.certyn.console.about.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which version this is. */
@Path("/version")
public class VersionResource {

    /** Name and version of the product, and of its API. */
    public record Version(String name, String version, String api) {}

    private final Version version;

    VersionResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = new Version("certyn", version, "v1");
    }

    @GET
    public Version version() {
        return version;
    }
}
