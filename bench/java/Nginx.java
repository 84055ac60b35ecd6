import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The limit line: nginx with the same files over the same kind of TLS; never caches what the others
 * could not.
 */
final class Nginx implements Contender {

    private final Path home;
    private final Path pki;
    private final String cores;
    private final int workers;
    private final int port;
    private Running nginx;

    Nginx(Path home, Path pki, String cores, int workers, int port) {
        this.home = home;
        this.pki = pki;
        this.cores = cores;
        this.workers = workers;
        this.port = port;
    }

    /** Lays a document where its URL path will find it. */
    void lay(String path, byte[] document) {
        try {
            Path file = home.resolve("www" + path);
            Files.createDirectories(file.getParent());
            Files.write(file, document);
        } catch (IOException e) {
            throw new UncheckedIOException("laying " + path + " for nginx", e);
        }
    }

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public void start() {
        try {
            Path file = Files.writeString(home.resolve("nginx.conf"), configuration());
            String program = Shell.find("nginx").toString();
            nginx =
                    Running.pinned(
                            cores,
                            "nginx",
                            home.resolve("nginx.log"),
                            Map.of(),
                            List.of(
                                    program,
                                    "-p",
                                    home.toString(),
                                    "-e",
                                    "stderr",
                                    "-c",
                                    file.toString()));
            Ready.await(nginx, () -> Ready.listens(port));
        } catch (IOException e) {
            throw new UncheckedIOException("configuring nginx", e);
        }
    }

    @Override
    public void stop() {
        if (nginx != null) {
            nginx.stop();
        }
    }

    @Override
    public boolean alive() {
        return nginx.alive();
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.of(port, pki.resolve("ca.pem"));
    }

    @Override
    public List<Long> servers() {
        var pids = new ArrayList<>(List.of(nginx.pid()));
        ProcessHandle.of(nginx.pid()).stream()
                .flatMap(ProcessHandle::children)
                .forEach(worker -> pids.add(worker.pid()));
        return pids;
    }

    @Override
    public List<Long> roots() {
        return List.of(nginx.pid());
    }

    @Override
    public String lastWords() {
        return nginx.lastWords();
    }

    private String configuration() {
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        return """
        %s
        daemon off;
        worker_processes %d;
        pid nginx.pid;
        error_log stderr error;
        events { worker_connections 1024; }
        http {
            access_log off;
            sendfile on;
            tcp_nodelay on;
            keepalive_requests 1000000000;
            open_file_cache max=100;
            default_type text/plain;
            client_body_temp_path tmp-body; proxy_temp_path tmp-proxy; fastcgi_temp_path tmp-fastcgi;
            uwsgi_temp_path tmp-uwsgi; scgi_temp_path tmp-scgi;
            server {
                listen 127.0.0.1:%d ssl;
                server_name localhost;
                ssl_certificate %s;
                ssl_certificate_key %s;
                ssl_protocols TLSv1.2 TLSv1.3;
                root www;
            }
        }
        """
                .formatted(
                        user,
                        workers,
                        port,
                        pki.resolve("localhost.pem"),
                        pki.resolve("localhost.key"));
    }
}
