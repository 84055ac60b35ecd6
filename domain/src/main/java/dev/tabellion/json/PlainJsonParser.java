package dev.tabellion.json;

import dev.tabellion.bytes.Bytes;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one JSON object as RFC 8259 has it, from the first byte to the last: what {@link
 * PlainJsonReader} answers from. Never deeper nor of more tokens than anything we wrote, so
 * recursion is safe and hostile bytes take a few dozen times their own length, and time as they are
 * long.
 */
final class PlainJsonParser {
    private static final int DEEPEST = 500;

    /** So many take a third of a gigabyte at most. */
    private static final int MOST_TOKENS = 4_000_000;

    private final PlainJsonScanner json;
    private int depth;

    /** Names, values, and the ends of those that have one; the whole is a value. */
    private int tokens = 1;

    /**
     * What all objects and arrays hold that did not end yet, the innermost last; of leaves, some
     * forty.
     */
    private Object[] open = new Object[64];

    private int held;

    private PlainJsonParser(PlainJsonScanner json) {
        this.json = json;
    }

    /**
     * The members of the object, each name before its value: a string, a long, a list, another
     * object's reader, or {@link PlainJsonScanner#OTHER}.
     *
     * @throws IllegalStateException unless the bytes are one JSON object
     */
    static Object[] members(Bytes bytes) {
        var json = new PlainJsonScanner(bytes.toArray());
        if (!json.passes('{')) {
            throw json.refused("no object begins");
        }
        Object[] members = new PlainJsonParser(json).object();
        if (json.next() != PlainJsonScanner.END) {
            throw json.refused("something follows the object");
        }
        return members;
    }

    private Object[] object() {
        int first = begin();
        if (!json.passes('}')) {
            do {
                hold(json.text());
                if (!json.passes(':')) {
                    throw json.refused("no colon stands");
                }
                hold(value());
            } while (goesOn('}'));
        }
        return end(first);
    }

    private List<Object> array() {
        int first = begin();
        if (!json.passes(']')) {
            do {
                hold(value());
            } while (goesOn(']'));
        }
        return Arrays.asList(end(first));
    }

    private Object value() {
        return switch (json.next()) {
            case '"' -> json.text();
            case '{' -> {
                json.passes('{');
                yield new PlainJsonReader(object());
            }
            case '[' -> {
                json.passes('[');
                yield array();
            }
            case 't' -> json.word("true");
            case 'f' -> json.word("false");
            case 'n' -> json.word("null");
            default -> json.number();
        };
    }

    private boolean goesOn(char end) {
        if (json.passes(',')) {
            return true;
        }
        if (json.passes(end)) {
            return false;
        }
        throw json.refused("neither a comma nor an end stands");
    }

    private int begin() {
        if (++depth > DEEPEST) {
            throw json.refused("objects and arrays go too deep");
        }
        count();
        return held;
    }

    private Object[] end(int first) {
        Object[] all = Arrays.copyOfRange(open, first, held);
        held = first;
        depth--;
        return all;
    }

    private void hold(Object nameOrValue) {
        count();
        if (held == open.length) {
            open = Arrays.copyOf(open, 2 * held);
        }
        open[held++] = nameOrValue;
    }

    private void count() {
        if (++tokens > MOST_TOKENS) {
            throw json.refused("there are too many names and values");
        }
    }
}
