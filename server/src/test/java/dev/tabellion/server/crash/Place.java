package dev.tabellion.server.crash;

/** Where one document stands, in either book. */
public record Place(String gun, long life, String role, int version) {
    /** All versions of it. */
    Place line() {
        return new Place(gun, life, role, 0);
    }
}
