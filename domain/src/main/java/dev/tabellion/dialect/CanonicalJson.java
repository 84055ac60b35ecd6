package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;

/**
 * Canonical JSON as OLPC defined it and Go's TUF libraries write it: members sorted by their UTF-8
 * bytes, no blanks, only {@code "} and {@code \} escaped. Signatures and key ids are over it. Need
 * not be JSON at all: control characters stay raw.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static Bytes of(Json value) {
        BytesBuilder out = new BytesBuilder();
        write(value, out);
        return out.build();
    }

    private static void write(Json value, BytesBuilder out) {
        switch (value) {
            case Json.Obj object -> writeObject(object, out);
            case Json.Arr array -> writeArray(array, out);
            case Json.Str string -> writeString(string.value(), out);
            case Json.Int(long number) -> out.append(Long.toString(number));
            case Json.Bool(boolean bool) -> out.append(bool ? "true" : "false");
            case Json.Null() -> out.append("null");
            case Json.Verbatim(Bytes canonical) -> out.append(canonical);
        }
    }

    private static void writeObject(Json.Obj object, BytesBuilder out) {
        out.append('{');
        boolean first = true;
        for (var member : object.members().entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
        }
        out.append('}');
    }

    private static void writeArray(Json.Arr array, BytesBuilder out) {
        out.append('[');
        boolean first = true;
        for (Json item : array.items()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            write(item, out);
        }
        out.append(']');
    }

    private static void writeString(String string, BytesBuilder out) {
        out.append('"');
        boolean plain = string.indexOf('"') < 0 && string.indexOf('\\') < 0;
        out.append(plain ? string : string.replace("\\", "\\\\").replace("\"", "\\\""));
        out.append('"');
    }
}
