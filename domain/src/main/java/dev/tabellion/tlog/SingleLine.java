package dev.tabellion.tlog;

/** What people and machines say, fit for one line of a text that is signed. Loses what is not. */
final class SingleLine {
    private static final int LONGEST = 2_000;

    private SingleLine() {}

    static String of(String text) {
        return text.codePoints()
                .limit(LONGEST)
                .map(each -> isPrintable(each) ? each : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
    }
}
