package dev.tabellion.e2e.process;

/** How a program ended and what it said. Never an opinion until a test asks for one. */
public record Outcome(String command, int exit, String out, String err) {

    /** Fails the test with everything the program said unless it ended well. */
    public Outcome succeeds() {
        if (exit != 0) {
            throw new AssertionError("expected success of\n" + this);
        }
        return this;
    }

    /** Fails the test unless the program ended badly and gave this reason. */
    public Outcome failsSaying(String reason) {
        if (exit == 0 || !said().contains(reason)) {
            throw new AssertionError("expected failure with '" + reason + "' of\n" + this);
        }
        return this;
    }

    /** Both of its voices: clients disagree about which one errors go to. */
    public String said() {
        return out + err;
    }

    @Override
    public String toString() {
        return "%s%nexit %d%nout: %s%nerr: %s".formatted(command, exit, out, err);
    }
}
