package dev.tabellion.server.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Words that tell a client which token to fetch, and where. Whatever the client sent, they are one
 * header line and one JSON value.
 *
 * @param realm the token server's URL
 * @param service our name at the token server
 * @param autoRedirect whether the token server is found below the name that the client used
 */
record Challenge(String realm, String service, boolean autoRedirect) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,255}");

    String header(@Nullable String host, List<Access> needed, @Nullable String error) {
        var text =
                "Bearer realm=%s,service=%s,scope=%s"
                        .formatted(quoted(realmFor(host)), quoted(service), quoted(scope(needed)));
        return error == null ? text : text + ",error=" + quoted(error);
    }

    private String realmFor(@Nullable String host) {
        return autoRedirect && host != null && HOST.matcher(host).matches()
                ? "https://" + host + "/auth/token"
                : realm;
    }

    /** {@code repository:name:push,pull}: all accesses of one route are on one thing. */
    private static String scope(List<Access> needed) {
        var thing = needed.getFirst();
        var actions = needed.stream().map(Access::action).collect(Collectors.joining(","));
        return thing.type() + ":" + thing.name() + ":" + actions;
    }

    /** The detail of the body, one entry for each access. */
    static String detail(List<Access> needed) {
        return needed.stream()
                .map(
                        each ->
                                "{\"Type\":\"%s\",\"Class\":\"\",\"Name\":\"%s\",\"Action\":\"%s\"}"
                                        .formatted(each.type(), json(each.name()), each.action()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
    }

    /**
     * A quoted string (RFC 9110, 5.6.4); a collection's name may hold anything, line breaks too.
     */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var each : text.getBytes(StandardCharsets.UTF_8)) {
            var octet = (char) (each & 0xff);
            if (octet < ' ' || octet == 0x7f) {
                quoted.append("\\x%02x".formatted((int) octet));
            } else if (octet == '"' || octet == '\\') {
                quoted.append('\\').append(octet);
            } else {
                quoted.append(octet); // a header is written as Latin-1, so UTF-8 arrives as such
            }
        }
        return quoted.append('"').toString();
    }
}
