package dev.tabellion.signer;

/** Who asks the signer, by the name that its operator gave them. */
public record Peer(String name) {
    private static final int LONGEST = 255;

    /** The server that runs in the signer's own process. */
    public static final Peer IN_PROCESS = new Peer("in-process");

    public Peer {
        if (name.isEmpty()
                || name.length() > LONGEST
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a peer's name has 1 to 255 plain characters");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
