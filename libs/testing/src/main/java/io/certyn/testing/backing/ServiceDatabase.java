package io.certyn.testing.backing;

/** How one service logs in to the test database; its role and schema have its name. */
public record ServiceDatabase(
        String username, String password, String jdbcUrl, String reactiveUrl) {}
