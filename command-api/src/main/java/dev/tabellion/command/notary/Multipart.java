package dev.tabellion.command.notary;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.notary.NotaryError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A multipart body as Notary's clients send it (RFC 2046 5.1), cut into its parts. Takes a file's
 * name whole, where common parsers keep what follows the last slash. Never more than bounded: parts
 * and their header lines are counted, the body's length is its reader's matter.
 */
final class Multipart {
    private static final int MOST_PARTS = 64;
    private static final int MOST_HEADERS = 16;
    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_BOUNDARY = 70;

    private final ByteBuffer rest;
    private final byte[] delimiter;

    private Multipart(ByteBuffer body, byte[] delimiter) {
        this.rest = body;
        this.delimiter = delimiter;
    }

    /** A part: the name of its file, and what is in it. */
    record Part(String fileName, Bytes content) {}

    /**
     * @param contentType the request's, as it stands
     * @throws BadUpload with Notary's code for what is wrong
     */
    static List<Part> parts(@Nullable String contentType, ByteBuffer body) throws BadUpload {
        return new Multipart(body, delimiter(contentType)).parts();
    }

    /** The boundary with the line's end and the dashes before it: part of no content. */
    private static byte[] delimiter(@Nullable String contentType) throws BadUpload {
        String boundary =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")
                        ? HeaderParameters.find(contentType, "boundary")
                        : null;
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw malformed();
        }
        return ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    private List<Part> parts() throws BadUpload {
        skipPreamble();
        List<Part> parts = new ArrayList<>();
        while (!atClosing()) {
            if (parts.size() == MOST_PARTS) {
                throw new BadUpload(UploadWords.tooManyParts(MOST_PARTS));
            }
            parts.add(part());
        }
        return parts;
    }

    private void skipPreamble() throws BadUpload {
        if (startsWithDelimiter()) {
            rest.position(rest.position() + delimiter.length - 2);
            return;
        }
        int found = find(delimiter);
        if (found < 0) {
            throw malformed();
        }
        rest.position(found + delimiter.length);
    }

    /** Whether the body begins with the first delimiter, which then has no line before it. */
    private boolean startsWithDelimiter() {
        int length = delimiter.length - 2;
        return rest.remaining() >= length
                && rest.slice(rest.position(), length)
                        .equals(ByteBuffer.wrap(delimiter, 2, length));
    }

    /** After a delimiter: two dashes end it all, a line's end begins a part. */
    private boolean atClosing() throws BadUpload {
        if (rest.remaining() >= 2
                && rest.get(rest.position()) == '-'
                && rest.get(rest.position() + 1) == '-') {
            return true;
        }
        if (!line().isBlank()) { // RFC 2046 lets blanks follow the boundary
            throw malformed();
        }
        return false;
    }

    private Part part() throws BadUpload {
        String name = fileName();
        int end = find(delimiter);
        if (end < 0) {
            // the content broke off: Notary reads the stump, and finds that it is no JSON
            throw new BadUpload(Complaint.of(NotaryError.MALFORMED_JSON));
        }
        byte[] content = new byte[end - rest.position()];
        rest.get(content);
        rest.position(end + delimiter.length);
        return new Part(name, Bytes.of(content));
    }

    private String fileName() throws BadUpload {
        String name = null;
        for (int count = 0; ; count++) {
            String line = line();
            if (line.isEmpty()) {
                break;
            }
            if (count == MOST_HEADERS) {
                throw malformed();
            }
            if (line.regionMatches(true, 0, "Content-Disposition:", 0, 20)) {
                name = HeaderParameters.find(line, "filename");
            }
        }
        if (name == null || name.isEmpty()) {
            throw new BadUpload(Complaint.of(NotaryError.NO_FILENAME));
        }
        return name;
    }

    /** The line up to its CR LF, which is taken too. */
    private String line() throws BadUpload {
        StringBuilder line = new StringBuilder();
        while (rest.hasRemaining() && line.length() <= LONGEST_LINE) {
            char c = (char) (rest.get() & 0xff);
            if (c == '\n' && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                line.setLength(line.length() - 1);
                return line.toString();
            }
            line.append(c);
        }
        throw malformed();
    }

    /** Where the delimiter next begins, -1 if nowhere. */
    private int find(byte[] wanted) {
        int last = rest.limit() - wanted.length;
        for (int at = rest.position(); at <= last; at++) {
            if (rest.get(at) == wanted[0] && matches(at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private boolean matches(int at, byte[] wanted) {
        for (int i = 1; i < wanted.length; i++) {
            if (rest.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static BadUpload malformed() {
        return new BadUpload(Complaint.of(NotaryError.MALFORMED_UPLOAD));
    }
}
