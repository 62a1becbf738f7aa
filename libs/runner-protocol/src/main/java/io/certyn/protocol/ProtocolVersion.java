package io.certyn.protocol;

/** The version both sides name in every exchange; a control plane refuses an older major. */
public final class ProtocolVersion {

    public static final String CURRENT = "1.0";
    public static final int MAJOR = 1;

    /** Largest body of a protocol request. */
    public static final int MAX_REQUEST_BYTES = 256 * 1024;

    private ProtocolVersion() {}
}
