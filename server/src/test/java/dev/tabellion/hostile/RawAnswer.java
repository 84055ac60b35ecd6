package dev.tabellion.hostile;

import java.util.SortedMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer as it came.
 *
 * @param headers by name in lower case
 */
record RawAnswer(int status, SortedMap<String, String> headers, String body) {

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The code of the one error, empty if this is none in Notary's form. */
    String errorCode() {
        if (!body.startsWith("{\"errors\":[")) {
            return "";
        }
        var errors = JsonMapper.shared().readTree(body).path("errors");
        return errors.size() == 1 ? errors.path(0).path("code").asString() : "";
    }

    /** The content type; blanks in it mean nothing. */
    String contentType() {
        return header("content-type").replace(" ", "");
    }
}
