package dev.tabellion.detection;

/** What an attacker does with what is owned. */
public enum Attack {
    A1("arbitrary software"),
    A2("rollback"),
    A3("freeze"),
    A4("fast-forward"),
    A5("mix-and-match"),
    A6("endless data, slow retrieval"),
    A7("wrong software, extraneous dependency"),
    A8("key hijack through the key endpoint"),
    A9("malicious delegation"),
    A10("unauthorised root change"),
    A11("signing-oracle abuse"),
    A12("split view"),
    A13("denial, destruction of evidence");

    private final String means;

    Attack(String means) {
        this.means = means;
    }

    public String means() {
        return means;
    }
}
