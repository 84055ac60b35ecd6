package dev.tabellion.tlog;

import java.util.ArrayList;
import java.util.List;

/** Takes a text apart, line by line; each must end in a newline. Not for several threads. */
final class TextLines {
    private final String text;
    private int at;

    TextLines(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /**
     * @param what what the line is, for the refusal if there is none
     */
    String next(String what) throws MalformedLogData {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            throw new MalformedLogData(what + " has no line of its own");
        }
        String line = text.substring(at, end);
        at = end + 1;
        return line;
    }

    /** The rest of a line that must begin with {@code word} and a space. */
    String after(String word) throws MalformedLogData {
        String line = next(word);
        if (!line.startsWith(word + " ")) {
            throw new MalformedLogData("no line begins with \"" + word + " \" where it must");
        }
        return line.substring(word.length() + 1);
    }

    /** Whether the next line begins with {@code word} and a space. */
    boolean isBefore(String word) {
        return text.startsWith(word + " ", at);
    }

    /** The hashes up to an empty line, which is taken too. */
    List<Hash> hashes(int most) throws MalformedLogData {
        List<Hash> hashes = new ArrayList<>();
        for (String line = next("a hash"); !line.isEmpty(); line = next("a hash")) {
            if (hashes.size() == most) {
                throw new MalformedLogData("more than " + most + " hashes");
            }
            hashes.add(StrictText.hash(line, "hash " + (hashes.size() + 1)));
        }
        return hashes;
    }

    /** All that has not been taken. */
    String rest() {
        String rest = text.substring(at);
        at = text.length();
        return rest;
    }
}
