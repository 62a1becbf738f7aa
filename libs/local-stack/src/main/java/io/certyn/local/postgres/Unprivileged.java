package io.certyn.local.postgres;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a program is started that refuses to run as root: as it is for an ordinary user; for root in
 * a user namespace without a mapping, where root is nobody yet still owns its files; and where the
 * kernel or container forbids namespaces, as the system user nobody, who then owns the data.
 */
enum Unprivileged {
    ORDINARY_USER,
    USER_NAMESPACE,
    NOBODY;

    static Unprivileged ofThisProcess() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return ORDINARY_USER;
        }
        if (succeeds("unshare", "-U", "true")) {
            return USER_NAMESPACE;
        }
        if (succeeds("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "true")) {
            return NOBODY;
        }
        throw new LocalStackException(
                "PostgreSQL does not run as root and this machine allows neither a user namespace"
                    + " (unshare -U) nor a change of user (setpriv); start as an ordinary user.");
    }

    List<String> command(List<String> program) {
        var command = new ArrayList<String>();
        switch (this) {
            case ORDINARY_USER -> {}
            case USER_NAMESPACE -> command.addAll(List.of("unshare", "-U"));
            case NOBODY ->
                    command.addAll(
                            List.of(
                                    "setpriv",
                                    "--reuid=nobody",
                                    "--regid=nogroup",
                                    "--clear-groups"));
        }
        command.addAll(program);
        return command;
    }

    /** Lets the program own its directory. */
    void own(Path directory) throws IOException {
        if (this == NOBODY) {
            var nobody =
                    directory
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody");
            try (var tree = Files.walk(directory)) {
                for (var path : tree.toList()) {
                    Files.setOwner(path, nobody);
                }
            }
        }
    }

    /** A place for shared programs that this user may enter. */
    Path cache() {
        return this == NOBODY
                ? Path.of("/var/cache/certyn/postgres")
                : Path.of(System.getProperty("user.home"), ".cache", "certyn", "postgres");
    }

    private static boolean succeeds(String... command) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while PostgreSQL was starting.", e);
        }
    }
}
