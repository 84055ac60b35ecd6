import java.util.List;

/**
 * One system under measurement: how it starts and stops, and which processes are its own. Never
 * measures itself.
 */
sealed interface Contender permits NotaryPair, Tabellion, TabellionSplit, Nginx {

    String name();

    /**
     * Starts everything the system needs and returns when it answers; on a used directory this is a
     * restart.
     */
    void start();

    /** Ends everything {@link #start} started; harmless where nothing runs. */
    void stop();

    boolean alive();

    Endpoint endpoint();

    /** The processes that answer HTTP (and sign), without their databases. */
    List<Long> servers();

    /** Roots of all process trees that work for this system, databases included. */
    List<Long> roots();

    /** What the system said last, for the report of a failure. */
    String lastWords();
}
