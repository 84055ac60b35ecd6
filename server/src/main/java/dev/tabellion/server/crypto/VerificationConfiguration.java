package dev.tabellion.server.crypto;

import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RecentChecks;
import dev.tabellion.verify.SignatureCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How this process checks signatures: where it is server and signer, each of them once. */
@Configuration(proxyBeanMethods = false)
public class VerificationConfiguration {

    @Bean
    SignatureCheck signatureCheck() {
        return new RecentChecks(new JdkSignatureCheck());
    }
}
