package com.atomiton.samples.renderer.web;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Keeps other web pages of the same browser out: they can neither read nor change anything here. Nobody logs in, the
 * server is bound to the loopback address.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /**
     * A token in a cookie must come back in a header, which only a script of this page can do. The cookie is shared by
     * the editors of one browser, since cookies know no ports; none of them keeps the token, so that does no harm.
     */
    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName("editor-token");
        tokens.setHeaderName("X-Editor-Token");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return http.csrf(csrf -> csrf.spa().csrfTokenRepository(tokens))
                // Allows no other origin, and so refuses every request that names one
                .cors(cors -> cors.configurationSource(request -> new CorsConfiguration()))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** A name of somebody else's that was made to resolve to this machine is not this page. */
    @Bean
    HttpFirewall hostNames() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(Set.of("127.0.0.1", "localhost")::contains);
        return firewall;
    }
}
