package io.certyn.runner.executor;

import java.io.IOException;
import java.util.List;

/**
 * What agents may be made of on this runner, whatever the control plane says.
 *
 * @param patterns names, {@code *} at the end for any rest; none for any image
 */
public record AllowedImages(List<String> patterns) {

    public AllowedImages {
        patterns = List.copyOf(patterns);
    }

    public void demand(String image) throws IOException {
        if (!patterns.isEmpty() && patterns.stream().noneMatch(one -> matches(one, image))) {
            throw new IOException(
                    "the image "
                            + image
                            + " is not among this runner's certyn.runner.allowed-images");
        }
    }

    private static boolean matches(String pattern, String image) {
        return pattern.endsWith("*")
                ? image.startsWith(pattern.substring(0, pattern.length() - 1))
                : image.equals(pattern);
    }
}
