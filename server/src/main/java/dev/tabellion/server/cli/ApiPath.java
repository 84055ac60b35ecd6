package dev.tabellion.server.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Paths of the API with what somebody typed in them: none of its characters means anything. */
final class ApiPath {
    private ApiPath() {}

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * @param parameters null for what was not said
     */
    static String of(String path, Map<String, @Nullable String> parameters) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters.forEach(
                (name, value) -> {
                    if (value != null) {
                        query.add(name + "=" + encoded(value));
                    }
                });
        return path + query;
    }
}
