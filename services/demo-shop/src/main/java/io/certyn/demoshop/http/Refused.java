package io.certyn.demoshop.http;

/** A request that is answered with an error page: its status and one sentence for the visitor. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String sentence;
    private final String allowed;

    public Refused(int status, String sentence) {
        this(status, sentence, "");
    }

    private Refused(int status, String sentence, String allowed) {
        super(sentence, null, false, false);
        this.status = status;
        this.sentence = sentence;
        this.allowed = allowed;
    }

    static Refused method(String allowed) {
        return new Refused(405, "This address answers " + allowed + ".", allowed);
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return sentence;
    }

    /** The methods that would have been answered; empty when the method was not the reason. */
    String allowed() {
        return allowed;
    }
}
