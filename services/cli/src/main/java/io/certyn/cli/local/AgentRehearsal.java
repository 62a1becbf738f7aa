package io.certyn.cli.local;

import com.sun.net.httpserver.HttpServer;
import io.certyn.local.LocalStackException;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.link.LinkCodec;
import io.certyn.protocol.link.LinkMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One agent with one small case on a page of our own, without a runner: what it loads on the way is
 * what every agent loads.
 */
final class AgentRehearsal {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String PAGE =
            """
            <!doctype html><html lang="en"><title>Rehearsal</title><main><h1>Rehearsal</h1>
            <form onsubmit="event.preventDefault(); done.hidden = false">
            <label>Name <input name="name"></label>
            <label>Size <select name="size"><option>Small<option>Large</select></label>
            <label><input type="checkbox" name="gift"> Gift</label>
            <button>Send</button></form>
            <p id="done" hidden>Sent</p><a href="/again">Again</a></main></html>
            """;

    private static final List<String> STEPS =
            List.of(
                    "Go to \"/\"",
                    "Fill \"Name\" with \"a name\"",
                    "Select \"Large\" from \"Size\"",
                    "Check \"Gift\"",
                    "Press Tab in \"Name\"",
                    "Hover \"Again\"",
                    "Click the \"Send\" button",
                    "Wait for \"Sent\"",
                    "Click \"Again\" link");

    private static final List<String> EXPECTED =
            List.of(
                    "Expect \"Rehearsal\" heading visible",
                    "Expect \"Sent\" hidden",
                    "Expect \"Name\" has value \"\"",
                    "Expect \"Send\" button count 1",
                    "Expect URL contains \"/again\"",
                    "Expect title contains \"Rehearsal\"");

    private final Process agent;
    private final Path log;
    private volatile List<Sync.Result> results = List.of();

    private AgentRehearsal(Process agent, Path log) {
        this.agent = agent;
        this.log = log;
    }

    /**
     * @param java the JVM that will run agents
     * @param scratch an empty directory with a short path, since a socket lies in it
     */
    static void run(Path java, AgentProgram program, Path node, Path scratch)
            throws IOException, InterruptedException {
        var socket = scratch.resolve("link.sock");
        var log = scratch.resolve("agent.log");
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext(
                "/",
                exchange -> {
                    var page = PAGE.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(200, page.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(page);
                    }
                });
        site.start();
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            var agent = start(java, program, environment(socket, node, scratch), log);
            var rehearsal = new AgentRehearsal(agent, log);
            var talk = Thread.ofPlatform().daemon().start(() -> rehearsal.talk(server, site));
            rehearsal.awaitEnd();
            talk.interrupt();
        } finally {
            site.stop(0);
        }
    }

    private static Process start(
            Path java, AgentProgram program, Map<String, String> environment, Path log)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(program.options());
        command.addAll(List.of("-jar", program.jar().toString()));
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Map<String, String> environment(Path socket, Path node, Path scratch) {
        return Map.of(
                "CERTYN_LINK", socket.toString(),
                "CERTYN_CHROMIUM", Chromium.find().toString(),
                // Its one page is ours.
                "CERTYN_CHROMIUM_SANDBOX", "false",
                "CERTYN_WORK_DIRECTORY", scratch.toString(),
                "PLAYWRIGHT_NODEJS_PATH", node.toString(),
                "HOME", scratch.toString(),
                "TMPDIR", scratch.toString());
    }

    private void awaitEnd() throws IOException, InterruptedException {
        if (!agent.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            agent.descendants().forEach(ProcessHandle::destroyForcibly);
            agent.destroyForcibly();
            throw new LocalStackException("The agent's rehearsal took longer than " + LIMIT + ".");
        }
        if (agent.exitValue() != 0) {
            throw new LocalStackException(
                    "The agent's rehearsal ended with "
                            + agent.exitValue()
                            + ": "
                            + Files.readString(log).strip());
        }
        // A case that stopped half-way recorded half of what agents load.
        if (results.size() != 1 || !results.getFirst().outcome().equals("passed")) {
            throw new LocalStackException("The agent's rehearsal did not pass: " + results);
        }
    }

    /** The runner's part, as short as it can be; an agent that is not answered ends by itself. */
    private void talk(ServerSocketChannel server, HttpServer site) {
        try (var channel = server.accept()) {
            var link = LinkCodec.over(channel);
            long seq = 0;
            while (true) {
                var heard = link.read();
                switch (heard.type()) {
                    case LINK_HELLO ->
                            send(link, ++seq, FrameType.ASSIGNMENT, assignment(site.getAddress()));
                    case RESULT -> {
                        results = read(heard).results();
                        send(
                                link,
                                ++seq,
                                FrameType.LINK_ACK,
                                new LinkMessages.Acknowledged(heard.seq()));
                    }
                    default -> {}
                }
            }
        } catch (IOException _) {
            // The agent has what it needs and left, or its exit status says what happened.
        }
    }

    private static LinkMessages.Result read(Frame result) throws IOException {
        return ProtocolJson.MAPPER.readValue(result.payload(), LinkMessages.Result.class);
    }

    private static void send(LinkCodec link, long seq, FrameType type, Object message)
            throws IOException {
        link.write(Frame.of(type, seq, ProtocolJson.MAPPER.writeValueAsBytes(message)));
    }

    private static LinkMessages.Assigned assignment(InetSocketAddress site) {
        var url = "http://127.0.0.1:" + site.getPort();
        var environment =
                new Assignment.Environment(
                        "env_rehearsal",
                        "rehearsal",
                        url,
                        List.of(url),
                        false,
                        Map.of(),
                        List.of());
        var only =
                new Assignment.Case("case_rehearsal", "REHEARSAL", 1, "Rehearsal", STEPS, EXPECTED);
        return new LinkMessages.Assigned(
                1,
                LIMIT.toMillis(),
                new Assignment(
                        "run_rehearsal",
                        "ses_rehearsal",
                        "ten_rehearsal",
                        "prj_rehearsal",
                        "case",
                        List.of(only),
                        environment,
                        List.of(),
                        new Assignment.Viewport(1280, 720),
                        "en-US",
                        "UTC",
                        false,
                        new Assignment.Budgets(100, LIMIT.toMillis(), 10_000, 30_000)));
    }
}
