package dev.tabellion.api;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.json.PlainJson;

/**
 * Why a request to the API was refused (RFC 9457). Never holds more of what was sent than helps to
 * find the mistake.
 *
 * @param title the kind of problem, the same words each time
 * @param detail what was wrong this time
 */
public record Problem(int status, String title, String detail) {
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final int LONGEST_ECHO = 80;

    public static Problem badRequest(String detail) {
        return new Problem(400, "The request cannot be understood", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "There is no such thing", detail);
    }

    public static Problem wrongMethod(String detail) {
        return new Problem(405, "This method does not work here", detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "This is not for you", detail);
    }

    public static Problem conflict(String detail) {
        return new Problem(409, "This does not fit what is there", detail);
    }

    public static Problem notYet(String detail) {
        return new Problem(422, "Nobody knows this yet", detail);
    }

    /** The cause is the server's to read, and not for who asked. */
    public static Problem broken(String detail) {
        return new Problem(500, "The answer could not be made", detail);
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "The server cannot do this at the moment", detail);
    }

    /** So much of a value as may be repeated to who sent it. */
    public static String echo(String value) {
        return value.length() <= LONGEST_ECHO ? value : value.substring(0, LONGEST_ECHO) + "…";
    }

    public Bytes body() {
        return new PlainJson()
                .text("type", "about:blank")
                .text("title", title)
                .number("status", status)
                .text("detail", detail)
                .bytes();
    }
}
