package dev.tabellion.server.eye;

/** Where a repository's files are had from. Never waits for ever, nor takes more than asked. */
interface Mirror extends AutoCloseable {
    /**
     * @param name fit for a URL
     */
    Fetched fetch(String name, long longest);

    @Override
    default void close() {}
}
