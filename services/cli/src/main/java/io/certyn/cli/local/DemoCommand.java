package io.certyn.cli.local;

import io.certyn.cli.exit.ExitCode;
import io.certyn.cli.output.RunProgress;
import io.certyn.cli.output.RunReport;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the whole product, runs the demo's smoke suite and shows what came of it. */
@Command(
        name = "demo",
        description = "Start Certyn on this machine and run the demo shop's smoke suite.")
public final class DemoCommand implements Callable<Integer> {

    @Mixin private StackOptions options = new StackOptions();

    @Option(names = "--once", description = "Stop everything when the run is over.")
    private boolean once;

    @Override
    public Integer call() throws InterruptedException {
        var progress = new Progress(System.err);
        try (var stack = LocalStack.start(Checkout.current(), options, progress)) {
            var summary = Summary.of(stack);
            summary.keep(stack.plan().data());
            var demo = DemoRun.start(stack, progress, new RunProgress(System.err));
            System.out.println(options.json ? demo.toJson() : text(demo, stack, summary));
            System.out.flush();
            if (!once) {
                System.err.println("Up until Ctrl-C.");
                new CountDownLatch(1).await();
            }
            return ExitCode.of(demo.run()).code();
        }
    }

    private static String text(DemoRun demo, LocalStack stack, Summary summary) {
        return RunReport.table(demo.run())
                + RunReport.sentence(demo.run())
                + "\n\nEvidence  "
                + demo.artifacts()
                + " files in "
                + stack.plan().data().blobs()
                + "\n"
                + summary.text();
    }
}
