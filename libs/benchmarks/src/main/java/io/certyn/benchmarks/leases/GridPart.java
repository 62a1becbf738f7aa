package io.certyn.benchmarks.leases;

import io.certyn.benchmarks.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sessions per second and the wait for one, beside Selenium Grid under the same load. */
final class GridPart {

    private static final Duration PARKING = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(12);

    /** The broker was just started and compiles under its first load; Grid gets the same. */
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(40);

    private static final Duration WINDOW = Duration.ofSeconds(8);

    /** Where thousands wait, a window of seconds would see none of the long waits. */
    private static final Duration LONG_WINDOW = Duration.ofSeconds(26);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MANY = 5000;
    private static final Duration HOLD = Duration.ofSeconds(25);
    private static final List<Integer> IN_FLIGHT = List.of(100, 1000, MANY);
    private static final List<Shape> SHAPES = List.of(new Shape(100, 10), new Shape(1000, 1));
    private static final String PEER = "Selenium Grid 4.47, in process";

    private GridPart() {}

    /** A fleet: so many runners, or nodes, of so many slots. */
    private record Shape(int runners, int slots) {

        @Override
        public String toString() {
            return runners + "x" + slots;
        }
    }

    static List<Figure> run(BrokerStack stack) throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        for (var shape : SHAPES) {
            var ours = ours(stack, shape);
            stack.stopAndForget();
            var grid = grid(shape);
            stack.startBroker();
            for (int i = 0; i < IN_FLIGHT.size(); i++) {
                figures.addAll(compared(shape, IN_FLIGHT.get(i), ours.get(i), grid.get(i)));
            }
        }
        return figures;
    }

    private static List<Figure> compared(
            Shape shape, int inFlight, Load.Result ours, Load.Result grid) {
        var id = "leases.grid.%s.%d".formatted(shape, inFlight);
        var figures = new ArrayList<Figure>();
        figures.add(
                Figure.reported(id + ".per_second", ours.perSecond(), "1/s")
                        .beside(PEER, grid.perSecond()));
        figures.add(Figure.reported(id + ".p50_ms", ours.p50(), "ms").beside(PEER, grid.p50()));
        figures.add(Figure.reported(id + ".p99_ms", ours.p99(), "ms").beside(PEER, grid.p99()));
        if (shape.runners() == 1000) {
            double ratio = ours.perSecond() / grid.perSecond();
            figures.add(Figure.atLeast(id + ".throughput_ratio", ratio, "x", 3));
        }
        if (inFlight == MANY) {
            figures.add(Figure.atLeast(id + ".p99_ratio", grid.p99() / ours.p99(), "x", 10));
        }
        return figures;
    }

    private static List<Load.Result> ours(BrokerStack stack, Shape shape)
            throws IOException, InterruptedException {
        var fleet = Fleet.register(stack, "self_hosted", shape.runners(), shape.slots());
        var results = new ArrayList<Load.Result>();
        for (int inFlight : IN_FLIGHT) {
            results.add(ours(stack, fleet, inFlight));
            say("Certyn", shape, inFlight, results.getLast());
        }
        return results;
    }

    private static Load.Result ours(BrokerStack stack, Fleet fleet, int inFlight)
            throws IOException, InterruptedException {
        try (var requests = new SessionRequests(stack.kafka())) {
            // The clock starts once the fleet has had time to park its polls.
            var load = Load.after(PARKING.plus(warmUp(inFlight)), window(inFlight));
            var loop =
                    new ClosedLoop(
                            load,
                            session -> requests.send(fleet.tenant(), fleet.pool(), session),
                            System::nanoTime);
            var runners = fleet.start(stack.http(), HOLD, loop);
            Thread.sleep(PARKING);
            loop.begin(inFlight);
            load.await();
            boolean empty = loop.ranOut(PATIENCE);
            runners.forEach(SimulatedRunner::stop);
            if (!empty) {
                // A broker that goes on is warmer, but not with what another load has left.
                stack.stopAndForget();
                stack.startBroker();
            }
            return load.result();
        }
    }

    private static Duration warmUp(int inFlight) {
        return inFlight == IN_FLIGHT.getFirst() ? FIRST_WARM_UP : WARM_UP;
    }

    private static Duration window(int inFlight) {
        return inFlight < MANY ? WINDOW : LONG_WINDOW;
    }

    private static List<Load.Result> grid(Shape shape) throws InterruptedException {
        var results = new ArrayList<Load.Result>();
        for (int inFlight : IN_FLIGHT) {
            try (var grid = new GridPeer(shape.runners(), shape.slots(), GridPeer.Tuning.BEST)) {
                results.add(grid.run(inFlight, warmUp(inFlight), window(inFlight)));
            }
            say("Grid", shape, inFlight, results.getLast());
        }
        return results;
    }

    private static void say(String who, Shape shape, int inFlight, Load.Result result) {
        System.err.printf("%-7s %7s %5d in flight: %s%n", who, shape, inFlight, result.text());
    }
}
