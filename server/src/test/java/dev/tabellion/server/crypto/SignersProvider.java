package dev.tabellion.server.crypto;

/** Lets a measurement sign with what the server signs with. */
public final class SignersProvider {
    private SignersProvider() {}

    public static void install() {
        NativeProvider.install();
    }
}
