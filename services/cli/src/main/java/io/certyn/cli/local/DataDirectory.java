package io.certyn.cli.local;

import io.certyn.cli.exit.CommandFailed;
import io.certyn.cli.exit.ExitCode;
import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Everything a local stack keeps; nobody but its owner may read it. */
record DataDirectory(Path root) {

    private static final Set<java.nio.file.attribute.PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    static DataDirectory at(Path path) {
        return new DataDirectory(path.toAbsolutePath().normalize());
    }

    /**
     * Makes the directory where missing and checks that it can be written. One that holds other
     * things than a stack's is refused: nobody but its owner may look in from now on, which a home
     * or a {@code /tmp} named by mistake would not survive.
     */
    void prepare() {
        try {
            Files.createDirectories(root);
            if (!Files.exists(lockFile())) {
                makeOurs();
            }
            var probe = Files.createTempFile(root, "writable", null);
            Files.delete(probe);
        } catch (IOException e) {
            throw new LocalStackException(
                    "The data directory " + root + " cannot be created or written.", e);
        }
    }

    /** Every stack takes the lock and leaves its file behind: where there is none, none was. */
    private void makeOurs() throws IOException {
        try (var entries = Files.list(root)) {
            if (entries.findAny().isPresent()) {
                throw new LocalStackException(
                        root
                                + " holds other things than a stack's; --data-dir takes a new or"
                                + " an empty directory.");
            }
        }
        Files.setPosixFilePermissions(root, OWNER_ONLY);
    }

    /** Only once the lock is known to be free: whoever is refused leaves nothing behind. */
    void makeLogs() {
        try {
            Files.createDirectories(root.resolve("logs"));
        } catch (IOException e) {
            throw new LocalStackException(root.resolve("logs") + " cannot be created.", e);
        }
    }

    /** Held as long as the supervisor lives; a killed one lets go of it. */
    FileChannel lock() {
        try {
            var channel =
                    FileChannel.open(
                            lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException _) {
                // Another stack of this very process; refused like any other.
            }
            channel.close();
            throw new LocalStackException(
                    "A local stack already runs on "
                            + root
                            + "; ./certyn down --data-dir "
                            + root
                            + " stops it.");
        } catch (IOException e) {
            throw new LocalStackException("The data directory " + root + " cannot be locked.", e);
        }
    }

    boolean exists() {
        return Files.isDirectory(root);
    }

    /** Whether a part was ever started on it. */
    boolean hasStarted() {
        return Files.exists(postgres()) || Files.exists(kafka());
    }

    /** A directory that is not there is one in which nothing runs; a file is a mistake. */
    void refuseUnlessDirectory() {
        for (var path = root; path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                if (!Files.isDirectory(path)) {
                    throw new CommandFailed(ExitCode.USAGE, path + " is no directory.");
                }
                return;
            }
        }
    }

    private Path lockFile() {
        return root.resolve("lock");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path blobs() {
        return root.resolve("blobs");
    }

    Path runner() {
        return root.resolve("runner");
    }

    Path keys() {
        return root.resolve("keys");
    }

    Path apiKey() {
        return root.resolve("api-key");
    }

    Path consolePort() {
        return root.resolve("console-port");
    }

    Path processes() {
        return root.resolve("processes.json");
    }

    /** What {@code up --json} prints, while the stack is up. */
    Path summary() {
        return root.resolve("stack.json");
    }

    Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    /** Replaces the file at once, readable by its owner only. */
    static void writeSecret(Path file, String text) {
        try {
            var partial = file.resolveSibling(file.getFileName() + ".partial");
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, text);
            Files.move(
                    partial,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LocalStackException(file + " cannot be written.", e);
        }
    }
}
