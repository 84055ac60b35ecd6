package dev.tabellion.server.signer.pace;

/** What the signer is asked for. */
enum Kind {
    RENEWAL("timestamp renewal"),
    PUBLISHERS_SNAPSHOT("timestamp over the publisher's snapshot"),
    OUR_SNAPSHOT("snapshot + timestamp");

    final String what;

    Kind(String what) {
        this.what = what;
    }
}
