package dev.tabellion.server.imports.dump;

import dev.tabellion.server.imports.dump.DumpUnreadable.Place;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells words from blanks and comments. What a string means depends on who wrote the dump:
 * backticks and comments that begin with an exclamation mark are mysqldump's alone.
 */
final class DumpLexer {
    private static final int LONGEST_WORD = 256;
    private static final int LONGEST_MARK = 80;

    private final DumpText text;
    private final Wholeness wholeness = new Wholeness();
    private boolean isMysql;
    private @Nullable String table;

    DumpLexer(DumpText text) {
        this.text = text;
    }

    boolean isMysql() {
        return isMysql;
    }

    Wholeness wholeness() {
        return wholeness;
    }

    /** What complaints name from now on. */
    void reading(@Nullable String table) {
        this.table = table;
    }

    Place here() {
        return new Place(text.file(), text.line(), table);
    }

    DumpUnreadable wrong(String problem) {
        return new DumpUnreadable(here(), problem);
    }

    /** The byte after blanks and comments, which are taken; -1 at the end. */
    int peek() {
        while (true) {
            int c = text.peek();
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                text.next();
            } else if (text.isNext("--") || (c == '#' && isMysql)) {
                wholeness.told(restOfLine().replaceFirst("^[-#]+ *", ""));
            } else if (text.isNext("/*")) {
                isMysql |= text.isNext("/*!") || text.isNext("/*M!");
                takeThrough("*/", "a comment");
            } else {
                return c;
            }
        }
    }

    void takeThrough(String end, String what) {
        while (!text.isNext(end)) {
            if (text.next() < 0) {
                throw wrong("it ends inside " + what + ".");
            }
        }
        run(_ -> true, end.length());
    }

    /** All of it is taken, and its beginning told. */
    String restOfLine() {
        String line = run(c -> c != '\n', LONGEST_MARK);
        while (text.peek() >= 0 && text.peek() != '\n') {
            text.next();
        }
        return line.strip();
    }

    /** Takes the byte if it comes next, after blanks. */
    boolean take(char wanted) {
        boolean isThere = peek() == wanted;
        if (isThere) {
            text.next();
        }
        return isThere;
    }

    void expect(char wanted) {
        if (!take(wanted)) {
            throw wrong("'" + wanted + "' is missing here.");
        }
    }

    /** A name or a keyword, without its quotes; empty if neither comes next. */
    String word() {
        int c = peek();
        if (c == '`' || c == '"') {
            isMysql |= c == '`';
            StringBuilder name = new StringBuilder();
            do { // one of its own is doubled
                text.next();
                name.append(run(each -> each != c, LONGEST_WORD));
                if (text.next() != c) {
                    throw wrong("a name begins here and does not end.");
                }
            } while (text.peek() == c && name.append((char) c).length() < LONGEST_WORD);
            return name.toString();
        }
        return run(DumpLexer::isOfName, LONGEST_WORD);
    }

    static boolean isOfName(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }

    /** The bytes that come next as long as they are such, and no more than that. */
    String run(IntPredicate such, int most) {
        StringBuilder run = new StringBuilder();
        while (run.length() < most && text.peek() >= 0 && such.test(text.peek())) {
            run.append((char) text.next());
        }
        return run.toString();
    }
}
