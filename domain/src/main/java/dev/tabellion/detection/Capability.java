package dev.tabellion.detection;

/** What an attacker owns. */
public enum Capability {
    C0("the path to the client: a man in the middle, a mirror"),
    C1("the artifact registry"),
    C2("a publisher's service credentials"),
    C3("a delegation's key"),
    C4("the targets key"),
    C5("a publisher's snapshot key"),
    C6("the timestamp key, exfiltrated"),
    C7("the timestamp and snapshot keys, exfiltrated"),
    C8("the server process"),
    C9("the signer process or its key store"),
    C10("writing to the server's database"),
    C11("fewer root keys than the threshold"),
    C12("a threshold of root keys"),
    C13("an administrator's credential"),
    C14("the time source"),
    C15("the store of the event log");

    private final String means;

    Capability(String means) {
        this.means = means;
    }

    public String means() {
        return means;
    }
}
