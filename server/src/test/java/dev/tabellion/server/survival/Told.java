package dev.tabellion.server.survival;

/** Figures for who reads a build's output; nothing depends on them. */
final class Told {
    private Told() {}

    static void figure(String what, Object value) {
        System.out.println("survival: " + what + ": " + value);
    }
}
