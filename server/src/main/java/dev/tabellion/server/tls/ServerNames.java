package dev.tabellion.server.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** The names under which clients may reach this machine: always localhost, then its own name. */
record ServerNames(List<String> dnsNames, List<String> addresses) {

    private static final Pattern DNS_NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final int DNS_LIMIT = 64; // it becomes a common name as well

    ServerNames {
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
    }

    static ServerNames ofThisMachine() {
        return ofThisMachineAnd(List.of());
    }

    static ServerNames ofThisMachineAnd(List<String> others) {
        var names = new LinkedHashSet<String>();
        names.add("localhost");
        names.addAll(others);
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // a machine without a resolvable name of its own is reached as localhost
        }
        names.removeIf(name -> name.length() > DNS_LIMIT || !DNS_NAME.matcher(name).matches());
        return new ServerNames(List.copyOf(names), List.of("127.0.0.1", "::1"));
    }

    String first() {
        return dnsNames.getFirst();
    }

    GeneralNames toExtension() {
        var all = new ArrayList<GeneralName>();
        dnsNames.forEach(name -> all.add(new GeneralName(GeneralName.dNSName, name)));
        addresses.forEach(ip -> all.add(new GeneralName(GeneralName.iPAddress, ip)));
        return new GeneralNames(all.toArray(GeneralName[]::new));
    }

    boolean coveredBy(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names != null && values(names).containsAll(canonical());
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private Set<String> canonical() {
        var all = new LinkedHashSet<String>(dnsNames);
        for (var address : addresses) {
            try {
                all.add(InetAddress.getByName(address).getHostAddress());
            } catch (IOException e) {
                throw new UncheckedIOException("reading the address " + address, e);
            }
        }
        return all;
    }

    private static Set<String> values(Collection<List<?>> names) {
        var all = new LinkedHashSet<String>();
        names.forEach(name -> all.add(String.valueOf(name.get(1))));
        return all;
    }
}
