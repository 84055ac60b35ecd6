package dev.tabellion.command.notary;

/** An upload that is not even a list of named files. Carries the answer to give. */
final class BadUpload extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Complaint complaint;

    BadUpload(Complaint complaint) {
        super(complaint.error().name(), null, false, false);
        this.complaint = complaint;
    }

    Complaint complaint() {
        return complaint;
    }
}
