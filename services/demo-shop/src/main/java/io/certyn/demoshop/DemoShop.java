package io.certyn.demoshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Starts the shop from the command line. */
public final class DemoShop {

    static final int USAGE = 2;
    private static final int CANNOT_START = 1;

    private DemoShop() {}

    public static void main(String[] arguments) {
        var reading =
                Settings.read(
                        key -> Optional.ofNullable(System.getProperty(key)),
                        name -> Optional.ofNullable(System.getenv(name)));
        switch (reading) {
            case Settings.Reading.Refused(var sentence) -> end(USAGE, sentence);
            case Settings.Reading.Read(var settings) -> start(settings);
        }
    }

    private static void start(Settings settings) {
        var world = new Shop.World(Clock.systemUTC(), new SecureRandom(), Thread::sleep);
        try {
            // Open until the process ends: the hook closes it.
            @SuppressWarnings("resource")
            var shop = Shop.open(settings, world);
            Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "close"));
            if (settings.portFile().isPresent()) {
                write(settings.portFile().get(), shop.port());
            }
            System.out.println("demo shop ready url=" + shop.url());
        } catch (IOException e) {
            end(CANNOT_START, "cannot start: " + e.getMessage());
        }
    }

    /** Whoever waits for the file never reads half of it. */
    private static void write(Path file, int port) throws IOException {
        var whole = file.toAbsolutePath();
        var draft = whole.resolveSibling(whole.getFileName() + ".draft");
        Files.writeString(draft, port + "\n");
        Files.move(
                draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void end(int code, String sentence) {
        System.err.println("demo-shop: " + sentence);
        System.exit(code);
    }
}
