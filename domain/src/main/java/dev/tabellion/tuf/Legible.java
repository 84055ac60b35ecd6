package dev.tabellion.tuf;

/** Names without control characters. Asked of each name that is read: no stream is made for it. */
final class Legible {
    private Legible() {}

    static boolean is(String name, int longest) {
        if (name.isEmpty() || name.length() > longest) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
