package dev.tabellion.notary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request, decoded exactly once: {@code %2F} is a slash, {@code +} and {@code ;} are
 * themselves. Never normalised: whoever sent {@code //} or {@code ..} is sent to {@link #cleaned}.
 */
public record RequestPath(String decoded) {

    /**
     * @param raw the path as it stood in the request line
     * @return null if an escape is broken or the bytes are no UTF-8
     */
    public static @Nullable RequestPath ofRaw(String raw) {
        if (raw.indexOf('%') < 0) {
            return new RequestPath(raw);
        }
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            var character = raw.charAt(at);
            if (character != '%') {
                bytes.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            if (at + 2 >= raw.length()
                    || !HexFormat.isHexDigit(raw.charAt(at + 1))
                    || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
                return null;
            }
            bytes.write(HexFormat.fromHexDigits(raw, at + 1, at + 3));
            at += 2;
        }
        return strictlyUtf8(bytes.toByteArray());
    }

    private static @Nullable RequestPath strictlyUtf8(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new RequestPath(text.toString());
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The path without empty, {@code .} and {@code ..} segments; a trailing slash stays. */
    public RequestPath cleaned() {
        if (isClean()) {
            return this;
        }
        var segments = new ArrayDeque<String>();
        for (var segment : decoded.split("/", -1)) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
        }
        var slash = decoded.endsWith("/") && !segments.isEmpty() ? "/" : "";
        return new RequestPath("/" + String.join("/", segments) + slash);
    }

    /** Whether it is its own {@link #cleaned}: asked for each request, so nothing is built. */
    public boolean isClean() {
        if (decoded.isEmpty() || decoded.charAt(0) != '/') {
            return false;
        }
        var end = decoded.length();
        for (int slash = 0; slash >= 0; slash = decoded.indexOf('/', slash + 1)) {
            var next = decoded.indexOf('/', slash + 1);
            var length = (next < 0 ? end : next) - slash - 1;
            var last = next < 0;
            if ((length == 0 && !last) || isDots(slash + 1, length)) {
                return false;
            }
        }
        return true;
    }

    private boolean isDots(int from, int length) {
        return (length == 1 && decoded.charAt(from) == '.')
                || (length == 2 && decoded.startsWith("..", from));
    }

    /** Escaped again, for a {@code Location}: ASCII only, and never a line break. */
    public String escaped() {
        var text = new StringBuilder(decoded.length());
        for (var each : decoded.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (each & 0xff);
            if (character < 0x7f && (Character.isLetterOrDigit(character) || isPlain(character))) {
                text.append(character);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(char character) {
        return "/-._~!$&'()*+,;=:@".indexOf(character) >= 0;
    }
}
