package dev.tabellion.server.imports.dump;

/**
 * Whether a dump was written to its end. Believes the remarks that all three programs make at both
 * ends; one that was told to make none cannot be judged.
 */
final class Wholeness {
    private int begun;
    private int ended;

    void told(String remark) {
        if (remark.startsWith("Dump completed")
                || (isOfPostgres(remark) && remark.endsWith(" dump complete"))) {
            ended++;
        } else if (remark.startsWith("MySQL dump ")
                || remark.startsWith("MariaDB dump ")
                || (isOfPostgres(remark) && remark.endsWith(" dump"))) {
            begun++;
        }
    }

    private static boolean isOfPostgres(String remark) {
        return remark.startsWith("PostgreSQL database ");
    }

    boolean isCut() {
        return ended < begun;
    }
}
