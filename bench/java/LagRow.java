/** How far behind publishes one is who follows the log, looked at again and again. */
record LagRow(String what) implements Row {

    static final LagRow DETECTION = new LagRow("detection");
    static final LagRow RECONCILIATION = new LagRow("reconciliation");

    @Override
    public int connections() {
        return 16;
    }

    @Override
    public String mode() {
        return "as fast as they go";
    }
}
