/**
 * Publishes of one kind over kept connections.
 *
 * @param perSecond how many are begun each second; 0 where each waits for the one before
 */
record PublishRow(boolean serverHeldSnapshot, boolean first, int connections, int perSecond)
        implements Row {

    PublishRow(boolean serverHeldSnapshot, boolean first, int connections) {
        this(serverHeldSnapshot, first, connections, 0);
    }

    @Override
    public String what() {
        if (perSecond > 0) {
            return perSecond + " publishes/s";
        }
        return first ? "first publish" : "later publish";
    }

    @Override
    public String mode() {
        return serverHeldSnapshot ? "server's snapshot" : "client's snapshot";
    }
}
