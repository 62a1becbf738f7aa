package io.certyn.agent.live;

import java.util.Optional;

/** Width and height as a JPEG itself has them; the browser's word lags behind after a resize. */
record JpegSize(int width, int height) {

    private static final int MARKER = 0xFF;

    static Optional<JpegSize> of(byte[] jpeg) {
        int at = 2;
        while (at + 9 < jpeg.length && unsigned(jpeg, at) == MARKER) {
            int kind = unsigned(jpeg, at + 1);
            // Start of frame: C0 to CF, but for the tables C4, C8 and CC.
            if (kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC) {
                return Optional.of(new JpegSize(pair(jpeg, at + 7), pair(jpeg, at + 5)));
            }
            at += 2 + pair(jpeg, at + 2);
        }
        return Optional.empty();
    }

    private static int unsigned(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    private static int pair(byte[] bytes, int at) {
        return (unsigned(bytes, at) << 8) | unsigned(bytes, at + 1);
    }
}
