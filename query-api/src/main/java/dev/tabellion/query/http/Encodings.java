package dev.tabellion.query.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Content codings of RFC 9110 section 8.4: gzip, or none. */
public final class Encodings {
    private Encodings() {}

    /** RFC 9110 12.5.3; the one value that real clients send is told at once. */
    public static boolean acceptsGzip(@Nullable String header) {
        if (header == null) {
            return false;
        }
        return header.equals("gzip") || anyAccepts(header.toLowerCase(Locale.ROOT));
    }

    private static boolean anyAccepts(String header) {
        boolean others = false;
        for (String element : header.split(",", -1)) {
            String[] parts = element.split(";", -1);
            String coding = parts[0].strip();
            boolean accepted = parts.length < 2 || !isZero(parts[1]);
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return accepted;
            }
            others |= coding.equals("*") && accepted;
        }
        return others;
    }

    private static boolean isZero(String weight) {
        return weight.replace(" ", "").matches("q=0(\\.0{0,3})?");
    }

    public static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
