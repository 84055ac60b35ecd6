import java.nio.charset.StandardCharsets;

/** A response: its status and its whole body. */
record Answer(int status, byte[] body) {

    boolean ok() {
        return status == 200;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body, or the end of the run: a benchmark goes on from right answers only. */
    Answer orFail(String what) {
        if (!ok()) {
            throw new IllegalStateException(
                    what + " was answered " + status + ": " + text().strip());
        }
        return this;
    }
}
