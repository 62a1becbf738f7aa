package io.certyn.protocol.step;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a case does, whatever it is called and however it is worded: two cases with the same
 * identity take the same actions in the same order. What they expect of it plays no part.
 */
public final class CaseIdentity {

    /** Hexadecimal digits. */
    public static final int LENGTH = 16;

    private CaseIdentity() {}

    public static String of(List<String> steps, List<String> expected) {
        var actions =
                Stream.concat(steps.stream(), expected.stream())
                        .flatMap(line -> action(line).stream())
                        .toList();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var text = String.join("\n", actions).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(text)).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Optional<String> action(String line) {
        return switch (StepParser.parse(line)) {
            case ParseResult.Parsed(Step.Expect _) -> Optional.empty();
            case ParseResult.Parsed(Step.Do action) -> Optional.of(action.text());
            case ParseResult.Parsed(Step.Run shared) -> Optional.of(shared.text());
            case ParseResult.NotUnderstood _ -> Optional.of(line);
        };
    }
}
