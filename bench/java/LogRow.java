/** What a log takes up, or how long that takes. */
record LogRow(String what) implements Row {

    /** Whose rows they are: no other system has any. */
    static final String SYSTEM = "log";

    static final LogRow TOGETHER = new LogRow("append and take up");
    static final LogRow COVERED = new LogRow("commit to covered");

    @Override
    public int connections() {
        return 8;
    }

    @Override
    public String mode() {
        return "-";
    }
}
