/** Publishes of one kind over kept connections. */
record PublishRow(boolean serverHeldSnapshot, boolean first, int connections) implements Row {

    @Override
    public String what() {
        return first ? "first publish" : "later publish";
    }

    @Override
    public String mode() {
        return serverHeldSnapshot ? "server's snapshot" : "client's snapshot";
    }
}
