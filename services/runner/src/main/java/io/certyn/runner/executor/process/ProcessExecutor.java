package io.certyn.runner.executor.process;

import io.certyn.ids.SessionId;
import io.certyn.protocol.ProtocolJson;
import io.certyn.runner.egress.Denied;
import io.certyn.runner.egress.EgressControl;
import io.certyn.runner.egress.EgressProxy;
import io.certyn.runner.egress.Passes;
import io.certyn.runner.executor.BoundedLog;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.Trees;
import io.certyn.runner.register.StateDirectory;
import io.certyn.runner.work.LeaseKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Agents as child processes of the runner. Each lives in a directory of its own with a minimal
 * environment; a record beside it outlives the runner, so the next one can clear up.
 */
public final class ProcessExecutor implements Executor {

    private static final System.Logger LOG = System.getLogger(ProcessExecutor.class.getName());

    private final Programs programs;
    private final Path directory;
    private final Passes passes = new Passes();
    private final EgressProxy proxy;
    private final SecureRandom random = new SecureRandom();

    private ProcessExecutor(Programs programs, Path directory, EgressProxy.Surroundings around)
            throws IOException {
        this.programs = programs;
        this.directory = directory;
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.proxy = EgressProxy.start(loopback, passes, around);
    }

    /**
     * What is run.
     *
     * @param agent how to start the agent: the JVM and all its arguments
     * @param sandbox whether Chromium's own sandbox can be used; never for root
     */
    public record Programs(
            List<String> agent, Path chromium, Path node, boolean sandbox, boolean gpu) {}

    private record Stored(String name, @Nullable String session, long epoch) {}

    /**
     * @param directory private to this runner; agents live below it
     */
    public static ProcessExecutor open(
            Programs programs, Path directory, EgressProxy.Surroundings around) throws IOException {
        Files.createDirectories(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new ProcessExecutor(programs, directory.toRealPath(), around);
    }

    @Override
    public String kind() {
        return "process";
    }

    @Override
    public Optional<String> engine() {
        return Optional.empty();
    }

    @Override
    public void prepare(String image) {
        // A process has no image.
    }

    @Override
    public List<Leftover> removeLeftovers() throws IOException {
        var found = new ArrayList<Leftover>();
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                if (Files.isDirectory(entry)) {
                    found.add(leftover(entry));
                    try {
                        new ProcessTree(entry).kill();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                        throw new IOException("interrupted while clearing up");
                    }
                    Trees.delete(entry);
                }
            }
        }
        return found;
    }

    private static Leftover leftover(Path home) throws IOException {
        var record = home.resolve("agent.json");
        if (Files.exists(record)) {
            var stored = ProtocolJson.MAPPER.readValue(Files.readAllBytes(record), Stored.class);
            if (stored.session() != null) {
                var lease = new LeaseKey(SessionId.parse(stored.session()), stored.epoch());
                return new Leftover(stored.name(), Optional.of(lease));
            }
        }
        return new Leftover(String.valueOf(home.getFileName()), Optional.empty());
    }

    @Override
    public RunningAgent start(Order order, Path linkDirectory, Path log) throws IOException {
        var name = order.name();
        var home = directory.resolve(name);
        Files.createDirectory(
                home,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var pass = new EgressControl.Pass(name, HexFormat.of().formatHex(randomBytes()));
        passes.admit(pass);
        try {
            Files.createDirectories(linkDirectory.resolve("tmp"));
            // A session of its own: a signal for the runner's terminal does not reach the agent.
            var command = new ArrayList<String>();
            command.add("setsid");
            command.addAll(programs.agent());
            var builder =
                    new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment(home, linkDirectory, pass));
            var process = builder.start();
            process.getOutputStream().close();
            // A read of a pipe pins its carrier: virtual, two of these starve a host of two cores.
            var logging =
                    Thread.ofPlatform()
                            .daemon()
                            .name("agent-log")
                            .start(() -> BoundedLog.copy(process.getInputStream(), log));
            return new Child(name, home, process, logging);
        } catch (IOException e) {
            passes.dismiss(name);
            Trees.delete(home);
            throw e;
        }
    }

    private Map<String, String> environment(
            Path home, Path linkDirectory, EgressControl.Pass pass) {
        return Map.ofEntries(
                Map.entry("CERTYN_LINK", linkDirectory.resolve("link.sock").toString()),
                Map.entry("CERTYN_CHROMIUM", programs.chromium().toString()),
                Map.entry("CERTYN_CHROMIUM_SANDBOX", Boolean.toString(programs.sandbox())),
                Map.entry("CERTYN_GPU", Boolean.toString(programs.gpu())),
                Map.entry("CERTYN_EGRESS", proxy.address(pass).toString()),
                Map.entry("CERTYN_WORK_DIRECTORY", linkDirectory.resolve("tmp").toString()),
                Map.entry("PLAYWRIGHT_NODEJS_PATH", programs.node().toString()),
                Map.entry("HOME", home.toString()),
                // Short: Chromium puts a socket there, whose path the kernel limits.
                Map.entry("TMPDIR", linkDirectory.resolve("tmp").toString()),
                Map.entry("PATH", "/usr/bin:/bin"),
                Map.entry("LANG", "C.UTF-8"));
    }

    private byte[] randomBytes() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        try {
            // Agents that were about to start when this process was told to end are there, too.
            removeLeftovers();
        } finally {
            proxy.close();
        }
    }

    private final class Child implements RunningAgent {

        private final String name;
        private final Path home;
        private final Process process;
        private final Thread logging;
        private final AtomicBoolean removed = new AtomicBoolean();
        private volatile List<Denied> denied = List.of();

        Child(String name, Path home, Process process, Thread logging) {
            this.name = name;
            this.home = home;
            this.process = process;
            this.logging = logging;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> image() {
            return Optional.empty();
        }

        @Override
        public void bind(LeaseKey lease, Collection<String> origins, BooleanSupplier mayAct)
                throws IOException {
            StateDirectory.write(
                    home.resolve("agent.json"),
                    ProtocolJson.MAPPER.writeValueAsBytes(
                            new Stored(name, lease.session().toString(), lease.epoch())));
            passes.allow(name, origins, mayAct);
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public Exit awaitExit() throws InterruptedException {
            return Exit.of(process.waitFor());
        }

        @Override
        public void remove() {
            if (!removed.compareAndSet(false, true)) {
                return;
            }
            try {
                denied = passes.dismiss(name);
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                new ProcessTree(home).kill();
                process.waitFor();
                logging.join();
                Trees.delete(home);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "agent not removed name=" + name, e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public List<Denied> denied() {
            return denied;
        }
    }
}
