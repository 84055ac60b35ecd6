package dev.tabellion.signer.door;

import dev.tabellion.bytes.Bytes;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends one body of JSON with its length. */
final class Replies {
    private Replies() {}

    static void send(int status, Bytes body, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length());
        response.getOutputStream().write(body.toArray());
    }
}
