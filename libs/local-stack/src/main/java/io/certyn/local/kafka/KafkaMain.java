package io.certyn.local.kafka;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The broker's process: arguments data directory, broker port, controller port. It writes its
 * process id to the file {@code ready} once it serves, and ends when its parent is gone, so that a
 * killed parent leaves no broker behind.
 */
final class KafkaMain {

    static final String READY = "ready";

    private KafkaMain() {}

    public static void main(String[] args) throws Exception {
        var settings =
                new KafkaSettings(
                        Path.of(args[0]),
                        Integer.parseInt(args[1]),
                        Integer.parseInt(args[2]),
                        KafkaSettings.RESTARTABLE);
        var node = KafkaNode.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "kafka-shutdown"));
        Thread.ofVirtual().start(KafkaMain::exitWithParent);
        Files.writeString(
                settings.dataDirectory().resolve(READY),
                Long.toString(ProcessHandle.current().pid()));
        node.awaitShutdown();
    }

    private static void exitWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
        System.exit(0);
    }
}
