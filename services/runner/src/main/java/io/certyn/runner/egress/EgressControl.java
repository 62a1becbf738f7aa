package io.certyn.runner.egress;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Who may pass the proxy, and where to. Every method may be repeated. */
public interface EgressControl extends AutoCloseable {

    /** Makes a user known, who may reach nothing yet. */
    void admit(Pass pass) throws IOException;

    /** Lets a user reach these origins; any other scheme than http and https is ignored. */
    void allow(String user, Collection<String> origins) throws IOException;

    /** Forgets a user, cuts its connections, and says what it was refused until now. */
    List<Denied> dismiss(String user) throws IOException;

    @Override
    void close() throws IOException;

    /** A user name and the password of one agent. */
    record Pass(String user, String password) {

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Pass[" + user + "]";
        }
    }
}
