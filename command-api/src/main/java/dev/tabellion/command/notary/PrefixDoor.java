package dev.tabellion.command.notary;

import dev.tabellion.collection.Gun;
import dev.tabellion.command.http.Answers;
import dev.tabellion.notary.GunPrefixes;
import dev.tabellion.notary.NotaryError;
import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestAttributes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns away what is asked of collections that this server is not for: uploads with the list of
 * prefixes, everything else as if it did not exist. Stands before all of Notary's doors.
 */
public final class PrefixDoor implements Filter {
    private final GunPrefixes prefixes;

    public PrefixDoor(GunPrefixes prefixes) {
        this.prefixes = prefixes;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        NotaryRoute route = (NotaryRoute) request.getAttribute(RequestAttributes.ROUTE);
        Gun gun = gunOf(route);
        if (gun == null || prefixes.cover(gun)) {
            chain.doFilter(request, response);
            return;
        }
        Complaint complaint =
                route instanceof NotaryRoute.Publish
                        ? UploadWords.outside(prefixes.prefixes())
                        : Complaint.of(NotaryError.METADATA_NOT_FOUND);
        Answers.send(
                complaint.error().status(),
                Answers.JSON,
                complaint.body(),
                (HttpServletResponse) response);
    }

    private static @Nullable Gun gunOf(NotaryRoute route) {
        return switch (route) {
            case NotaryRoute.Publish(Gun gun) -> gun;
            case NotaryRoute.Delete(Gun gun) -> gun;
            case NotaryRoute.Current(Gun gun, var _) -> gun;
            case NotaryRoute.ByHash(Gun gun, var _, var _) -> gun;
            case NotaryRoute.ByVersion(Gun gun, var _, int _) -> gun;
            case NotaryRoute.GetKey(Gun gun, var _) -> gun;
            case NotaryRoute.RotateKey(Gun gun, var _) -> gun;
            case NotaryRoute.Changefeed feed -> feed.gun();
            case NotaryRoute.Ping _,
                    NotaryRoute.Health _,
                    NotaryRoute.Metrics _,
                    NotaryRoute.Misnamed _,
                    NotaryRoute.Nothing _ ->
                    null;
        };
    }
}
