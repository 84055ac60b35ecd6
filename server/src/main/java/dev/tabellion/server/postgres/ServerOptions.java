package dev.tabellion.server.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings a postmaster is started with: full durability, loopback only, memory for a small
 * box. Given on the command line so that {@code postmaster.opts} tells what a survivor runs with.
 */
record ServerOptions(int port, int sharedBuffersMegabytes, int maxConnections) {

    List<String> commandLine(PostgresProgram program, Path cluster) {
        var command = new ArrayList<String>();
        command.add(program.binary("postgres"));
        command.add("-D");
        command.add(cluster.toString());
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("port", Integer.toString(port));
        settings.put("listen_addresses", "127.0.0.1");
        // relative to the cluster, which only its owner may enter; a long path would not fit
        settings.put("unix_socket_directories", ".");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("shared_buffers", sharedBuffersMegabytes + "MB");
        settings.put("max_connections", Integer.toString(maxConnections));
        settings.put("jit", "off"); // costs more than it gives for statements of a millisecond
        settings.put("idle_in_transaction_session_timeout", "60s");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_checkpoints", "off");
        settings.put("log_line_prefix", "%m [%p] ");
        return settings;
    }

    /** The one line PostgreSQL writes to {@code postmaster.opts} for this command. */
    static String recorded(List<String> commandLine) {
        var line = new StringBuilder(commandLine.getFirst());
        for (var argument : commandLine.subList(1, commandLine.size())) {
            line.append(" \"").append(argument).append('"');
        }
        return line.toString();
    }
}
