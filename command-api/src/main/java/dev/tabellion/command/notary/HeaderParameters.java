package dev.tabellion.command.notary;

import java.nio.CharBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a header value such as {@code form-data; name="a"; filename="b/c"} (RFC 9110
 * 5.6.6). Takes a value as it stands: a file's name keeps its slashes.
 */
final class HeaderParameters {
    private final CharBuffer rest;

    private HeaderParameters(String header) {
        this.rest = CharBuffer.wrap(header);
    }

    /** The first parameter of that name, null if there is none or the header breaks off in it. */
    static @Nullable String find(String header, String name) {
        HeaderParameters parameters = new HeaderParameters(header);
        parameters.upTo(';');
        while (parameters.rest.hasRemaining()) {
            String found = parameters.upTo('=').strip().toLowerCase(Locale.ROOT);
            String value = parameters.value();
            if (value == null || found.equals(name)) {
                return value;
            }
        }
        return null;
    }

    private @Nullable String value() {
        if (!rest.hasRemaining()) {
            return null;
        }
        return rest.get(rest.position()) == '"' ? quoted() : upTo(';').strip();
    }

    private @Nullable String quoted() {
        StringBuilder value = new StringBuilder();
        rest.get();
        while (rest.hasRemaining()) {
            char c = rest.get();
            if (c == '"') {
                upTo(';');
                return value.toString();
            }
            value.append(c == '\\' && rest.hasRemaining() ? rest.get() : c);
        }
        return null;
    }

    /** What comes before the separator, which is taken too; all of it if there is none. */
    private String upTo(char separator) {
        StringBuilder text = new StringBuilder();
        while (rest.hasRemaining()) {
            char c = rest.get();
            if (c == separator) {
                break;
            }
            text.append(c);
        }
        return text.toString();
    }
}
