package dev.tabellion.hostile;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request at the edge of the protocol, and what is known of its answer.
 *
 * @param request the request line without its version, then headers, each behind a semicolon
 * @param original status and error code (or place, for a 301) as recorded from the original
 * @param ours the same where it differs on purpose, else empty
 * @param why it does
 */
record EdgeProbe(
        String name, String request, String body, String original, String ours, String why) {
    private static final String BOUNDARY = "x";

    static EdgeProbe parse(String line) {
        List<String> columns =
                Arrays.stream((line + " | | |").split("\\|", -1)).map(String::strip).toList();
        var probe =
                new EdgeProbe(
                        columns.get(0),
                        columns.get(1),
                        columns.get(2),
                        columns.get(3),
                        columns.get(4),
                        columns.get(5));
        if (probe.ours.isEmpty() != probe.why.isEmpty()) {
            throw new IllegalArgumentException("a deviation without a reason: " + line);
        }
        return probe;
    }

    EdgeProbe in(Map<String, String> scene) {
        return new EdgeProbe(
                name, fill(request, scene), body, fill(original, scene), fill(ours, scene), why);
    }

    /** What we mean to answer. */
    String expected() {
        return ours.isEmpty() ? original : ours;
    }

    String method() {
        return request.substring(0, request.indexOf(' '));
    }

    /** The whole request as it goes over the wire. */
    String wire() {
        var lines = request.replace(" HTTP/1.1;", ";").split(";", -1);
        var head =
                lines[0]
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + Arrays.stream(lines)
                                .skip(1)
                                .map(header -> header + "\r\n")
                                .collect(Collectors.joining());
        if (body.isEmpty()) {
            return head + "\r\n";
        }
        var content = content();
        var type =
                head.contains("Content-Type:")
                        ? ""
                        : "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\n";
        return head + type + "Content-Length: " + content.length() + "\r\n\r\n" + content;
    }

    private String content() {
        if (body.startsWith("raw")) {
            return body.substring(3).stripLeading().replace("\\r\\n", "\r\n");
        }
        return Arrays.stream(body.split(" & ", -1))
                .map(EdgeProbe::part)
                .collect(Collectors.joining("", "", "--" + BOUNDARY + "--\r\n"));
    }

    private static String part(String part) {
        int equals = part.indexOf('=');
        return "--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, part.substring(0, equals), part.substring(equals + 1));
    }

    private static String fill(String text, Map<String, String> scene) {
        String filled = text;
        for (var each : scene.entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    @Override
    public String toString() {
        return name;
    }
}
