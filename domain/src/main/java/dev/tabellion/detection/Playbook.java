package dev.tabellion.detection;

/** Where a responder reads on: what to do, in which order. */
public enum Playbook {
    P1("the timestamp key is in other hands"),
    P2("timestamp and snapshot keys are in other hands"),
    P3("the targets key is in other hands"),
    P4("a delegation's key is in other hands"),
    P5("root keys below the threshold are in other hands"),
    P6("a root threshold is in other hands"),
    P7("the server was owned"),
    P8("credentials were stolen"),
    P9("the clock was wrong"),
    P10("the log was attacked");

    private final String about;

    Playbook(String about) {
        this.about = about;
    }

    public String about() {
        return about;
    }
}
