package io.certyn.local.postgres;

import io.certyn.local.LocalStackException;
import io.certyn.local.postgres.LocalPostgres.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The files of one server and the programs run on them. Below its root: {@code cluster} (what
 * PostgreSQL calls the data directory), {@code superuser-password}, {@code port}, {@code
 * postgres.log}.
 */
final class Cluster {

    private static final String DATA = "cluster";
    private static final int LOG_TAIL = 2000;

    private final Path root;
    private final Path data;
    private final Path log;
    private final Unprivileged user;
    private final PostgresBinaries binaries;

    Cluster(Path root, Unprivileged user, PostgresBinaries binaries) {
        this.root = root;
        this.data = root.resolve(DATA);
        this.log = root.resolve("postgres.log");
        this.user = user;
        this.binaries = binaries;
    }

    /** Makes the cluster unless it exists, and answers the superuser's password. */
    String initialized() {
        var passwordFile = root.resolve("superuser-password");
        try {
            if (Files.exists(data)) {
                return Files.readString(passwordFile).strip();
            }
            // Made beside its place and renamed: a kill in between leaves nothing half made.
            var partial = root.resolve("cluster.partial");
            Directories.delete(partial);
            writeSecret(passwordFile, randomPassword());
            user.own(root);
            run(
                    "initdb",
                    "--pgdata=" + partial,
                    "--username=postgres",
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-sync",
                    "--no-instructions");
            Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new LocalStackException(
                    "The data directory " + root + " cannot be read or written.", e);
        }
    }

    Process launch(int port, Durability durability) {
        var sync = durability == Durability.DURABLE ? "on" : "off";
        var settings =
                Map.ofEntries(
                        Map.entry("listen_addresses", "127.0.0.1"),
                        Map.entry("port", Integer.toString(port)),
                        Map.entry("unix_socket_directories", ""),
                        Map.entry("fsync", sync),
                        Map.entry("synchronous_commit", sync),
                        Map.entry("full_page_writes", sync),
                        Map.entry("shared_buffers", "64MB"),
                        Map.entry("max_connections", "200"),
                        Map.entry("wal_level", "minimal"),
                        Map.entry("max_wal_senders", "0"),
                        Map.entry("max_wal_size", "256MB"),
                        Map.entry("io_method", "sync"),
                        Map.entry("timezone", "UTC"),
                        Map.entry("log_timezone", "UTC"));
        var arguments = new ArrayList<String>(List.of("-D", data.toString()));
        settings.forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
        try {
            Files.deleteIfExists(log);
            return program("postgres", arguments).redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw cannotStart("its program could not be run", e);
        }
    }

    /**
     * Stops a server that a killed JVM left behind. The process id in postmaster.pid may belong to
     * somebody else by now; a postmaster works in its data directory, which tells them apart.
     */
    static void stopLeftover(Path root) {
        var data = root.resolve(DATA);
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var leftover =
                pid(pidFile).flatMap(ProcessHandle::of).filter(process -> worksIn(data, process));
        if (leftover.isPresent()) {
            stop(leftover.get());
        }
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String lastLogLines() {
        try {
            var text = Files.exists(log) ? Files.readString(log).strip() : "";
            return text.substring(Math.max(0, text.length() - LOG_TAIL));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    LocalStackException cannotStart(String why, @Nullable Throwable cause) {
        return new LocalStackException("PostgreSQL in " + root + " cannot start: " + why, cause);
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while PostgreSQL was starting.", e);
        }
    }

    /** SIGINT is a fast shutdown to PostgreSQL; SIGTERM would wait for its clients. */
    static void stop(ProcessHandle server) {
        if (!server.isAlive()) {
            return;
        }
        if (!signal("INT", server.pid()) || !gone(server, Duration.ofSeconds(15))) {
            signal("QUIT", server.pid());
            if (!gone(server, Duration.ofSeconds(5))) {
                server.destroyForcibly();
                gone(server, Duration.ofSeconds(5));
            }
        }
    }

    private static boolean signal(String name, long pid) {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("kill cannot be run", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean gone(ProcessHandle server, Duration limit) {
        try {
            var deadline = System.nanoTime() + limit.toNanos();
            while (server.isAlive() && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return !server.isAlive();
    }

    private static boolean worksIn(Path data, ProcessHandle process) {
        try {
            var directory = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.isSameFile(directory, data);
        } catch (IOException _) {
            return false;
        }
    }

    private static Optional<Long> pid(Path pidFile) {
        try {
            return Files.readAllLines(pidFile).stream().findFirst().map(Long::parseLong);
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private void run(String name, String... arguments) throws IOException {
        var output = root.resolve(name + ".log");
        var process = program(name, List.of(arguments)).redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw cannotStart(name + " took longer than a minute", null);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw cannotStart("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw cannotStart(Files.readString(output).strip(), null);
        }
        Files.delete(output);
    }

    private ProcessBuilder program(String name, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(binaries.program(name).toString());
        command.addAll(arguments);
        return new ProcessBuilder(user.command(command))
                .directory(root.toFile())
                .redirectErrorStream(true);
    }

    private static String randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
