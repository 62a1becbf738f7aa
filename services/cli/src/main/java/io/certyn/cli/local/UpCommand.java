package io.certyn.cli.local;

import io.certyn.cli.exit.ExitCode;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the whole product and keeps it up. */
@Command(name = "up", description = "Start Certyn on this machine.")
public final class UpCommand implements Callable<Integer> {

    @Mixin private StackOptions options = new StackOptions();

    @Option(names = "--detach", description = "Return once every part is ready.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        if (detach) {
            var summary = Detached.start(options);
            summary.isolation().ifPresent(System.err::println);
            print(summary);
            return ExitCode.PASSED.code();
        }
        var progress = new Progress(System.err);
        try (var stack = LocalStack.start(Checkout.current(), options, progress)) {
            var summary = Summary.of(stack);
            summary.keep(stack.plan().data());
            print(summary);
            System.err.println("Up until Ctrl-C.");
            new CountDownLatch(1).await();
            return ExitCode.PASSED.code();
        }
    }

    private void print(Summary summary) {
        System.out.print(options.json ? summary.printed() + "\n" : summary.text());
        System.out.flush();
    }
}
