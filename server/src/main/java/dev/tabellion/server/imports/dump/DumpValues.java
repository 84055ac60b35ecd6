package dev.tabellion.server.imports.dump;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.imports.dump.DumpUnreadable.Place;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Reads the values of rows, and passes over those that nobody wants. Holds no long ones. */
final class DumpValues {
    /** Longer ones are found again by their place. */
    private static final int HELD = 1 << 16;

    private static final int LONGEST_TAG = 64;
    private static final int MOST_FIELDS = 1_600; // PostgreSQL's own limit

    private final DumpText text;
    private final DumpLexer lexer;

    DumpValues(DumpText text, DumpLexer lexer) {
        this.text = text;
        this.lexer = lexer;
    }

    /** The beginning of a value, as far as it is held, and where it is. */
    private final class Run {
        private final Place place = lexer.here();
        private final long from = text.position();
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private long length;

        void add(int c) {
            length++;
            if (length <= HELD) {
                held.write(c);
            }
        }

        /** As COPY writes it. */
        boolean isNull() {
            return length == 2 && held.toString(StandardCharsets.ISO_8859_1).equals("\\N");
        }

        Literal as(Form form) {
            Bytes raw = length <= HELD ? Bytes.of(held.toByteArray()) : null;
            return new Literal(place, form, from, length, raw);
        }
    }

    /** A value of an INSERT. */
    Literal value() {
        if (lexer.peek() == '\'') {
            return quoted(lexer.isMysql() ? Form.ESCAPED : Form.QUOTED);
        }
        if (text.isNext("0x")) {
            text.next();
            text.next();
            return run(c -> Character.digit(c, 16) >= 0).as(Form.HEX);
        }
        Run run = run(DumpValues::isOfNumber);
        String word = run.held.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (lexer.isMysql() && word.startsWith("_")) { // the character set of what follows
            return value();
        }
        return switch (word) {
            case "null" -> run.as(Form.NULL);
            case "e" -> quoted(Form.E_QUOTED);
            case "x" -> quoted(Form.HEX);
            case "" -> throw lexer.wrong("something stands here that is no value.");
            default -> run.as(Form.BARE);
        };
    }

    private static boolean isOfNumber(int c) {
        return DumpLexer.isOfName(c) || c == '.' || c == '+' || c == '-';
    }

    private Run run(IntPredicate such) {
        Run run = new Run();
        while (text.peek() >= 0 && such.test(text.peek())) {
            run.add(text.next());
        }
        return run;
    }

    private Literal quoted(Form form) {
        if (text.next() != '\'') {
            throw lexer.wrong("something stands here that is no value.");
        }
        Run run = new Run();
        for (int c = text.next(); c != '\'' || text.peek() == '\''; c = text.next()) {
            run.add(c);
            if (c == '\'' || (c == '\\' && form.hasBackslashes())) {
                c = text.next();
                run.add(c);
            }
            if (c < 0) {
                throw new DumpUnreadable(run.place, "a string begins here and does not end.");
            }
        }
        return run.as(form);
    }

    /** Whether the rows of a COPY end in this line, which is then taken. */
    boolean takeEndOfCopy() {
        boolean isEnd = text.isNext("\\.\n") || text.isNext("\\.\r\n");
        if (isEnd) {
            lexer.restOfLine();
        }
        return isEnd;
    }

    /** A row of a COPY, with the end of its line. */
    List<Literal> fields() {
        List<Literal> fields = new ArrayList<>();
        do {
            fields.add(field());
            if (fields.size() > MOST_FIELDS) {
                throw lexer.wrong("a row has more than " + MOST_FIELDS + " values.");
            }
        } while (text.next() == '\t');
        return fields;
    }

    private Literal field() {
        Run run = new Run();
        for (int c = text.peek(); c != '\t' && c != '\n'; c = text.peek()) {
            text.next();
            if (c == '\r' && text.peek() == '\n') { // the line's end; one in a value is escaped
                break;
            }
            run.add(c);
            if (c == '\\') {
                c = text.next();
                run.add(c);
            }
            if (c < 0) {
                throw lexer.wrong("it ends inside the rows of a COPY.");
            }
        }
        return run.as(run.isNull() ? Form.NULL : Form.COPIED);
    }

    /** Passes over what is left of a statement. */
    void skipStatement() {
        for (int c = lexer.peek(); c != ';'; c = lexer.peek()) {
            skipPiece(c);
        }
        text.next();
    }

    /** Passes over what is left of a column's definition, up to the comma or the parenthesis. */
    void skipDefinition() {
        int depth = 0;
        for (int c = lexer.peek(); depth > 0 || (c != ',' && c != ')'); c = lexer.peek()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            skipPiece(c);
        }
    }

    private void skipPiece(int c) {
        if (c < 0) {
            throw lexer.wrong("it ends inside a statement.");
        } else if (c == '\'') {
            value();
        } else if (c == '$' && !lexer.isMysql()) {
            skipDollars();
        } else if (c == '"' || c == '`' || DumpLexer.isOfName(c)) {
            if (lexer.word().equalsIgnoreCase("e") && text.peek() == '\'') {
                quoted(Form.E_QUOTED);
            }
        } else {
            text.next();
        }
    }

    /** {@code $tag$ … $tag$}, in which PostgreSQL writes the bodies of functions. */
    private void skipDollars() {
        text.next();
        String tag = lexer.run(c -> c != '$' && DumpLexer.isOfName(c), LONGEST_TAG);
        if (text.peek() == '$') {
            text.next();
            lexer.takeThrough("$" + tag + "$", "the body of a function");
        }
    }
}
