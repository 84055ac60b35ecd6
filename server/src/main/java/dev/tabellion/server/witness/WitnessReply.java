package dev.tabellion.server.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.witness.WitnessAnswer;
import dev.tabellion.tlog.GrowthVerdict;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts answers into HTTP: the statuses of C2SP tlog-witness, with a line for people. */
record WitnessReply(HttpServletResponse response) {
    private static final String TEXT = "text/plain; charset=utf-8";

    /** What a 409 is by, so that no proxy's own is taken for it. */
    private static final String SIZE = "text/x.tlog.size";

    void say(WitnessAnswer answer) throws IOException {
        switch (answer) {
            case WitnessAnswer.Cosigned cosigned -> plain(200, cosigned.line().line());
            case WitnessAnswer.UnknownLog _ -> plain(404, "this log is not known here\n");
            case WitnessAnswer.Unsigned _ ->
                    plain(403, "no key known here for this log signed the checkpoint\n");
            case WitnessAnswer.NotGrown notGrown -> say(notGrown.verdict());
            case WitnessAnswer.TooOften _ -> later(429, "this log asks too often\n");
        }
    }

    private void say(GrowthVerdict verdict) throws IOException {
        switch (verdict) {
            case GrowthVerdict.Shrinking _ ->
                    plain(400, "the old size is above the checkpoint's\n");
            case GrowthVerdict.Elsewhere(_, var last) -> send(409, SIZE, last.size() + "\n");
            case GrowthVerdict.Inconsistent _ ->
                    plain(422, "the checkpoint is not shown to continue what was cosigned\n");
            case GrowthVerdict.Consistent _ ->
                    throw new IllegalStateException("consistent growth was not cosigned");
        }
    }

    void checkpoint(Bytes note) throws IOException {
        send(200, TEXT, note);
    }

    void notAllowed(String method) throws IOException {
        response.setHeader("Allow", method);
        plain(405, "here one asks by " + method + "\n");
    }

    void tooLarge() throws IOException {
        hangUp();
        plain(413, "no checkpoint and proof are that long\n");
    }

    void tooSlow() throws IOException {
        hangUp();
        plain(408, "the request did not come in time\n");
    }

    void later(int status, String words) throws IOException {
        response.setHeader("Retry-After", "1");
        plain(status, words);
    }

    void plain(int status, String words) throws IOException {
        send(status, TEXT, words);
    }

    private void hangUp() {
        response.setHeader("Connection", "close");
    }

    private void send(int status, String type, String words) throws IOException {
        send(status, type, Bytes.utf8(words));
    }

    private void send(int status, String type, Bytes body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length());
        response.getOutputStream().write(body.toArray());
    }
}
