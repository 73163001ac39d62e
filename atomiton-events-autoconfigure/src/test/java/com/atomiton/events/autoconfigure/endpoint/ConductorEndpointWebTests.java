package com.atomiton.events.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.convert.ConversionServiceParameterValueMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What Actuator finds in the endpoint for the web, without a web server. */
class ConductorEndpointWebTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ConductorAutoConfiguration.class, ConductorEndpointAutoConfiguration.class))
            .withPropertyValues("management.endpoints.web.exposure.include=conductor");

    private static Collection<WebOperation> operations(ApplicationContext context) {
        WebEndpointDiscoverer discoverer = new WebEndpointDiscoverer(
                context,
                new ConversionServiceParameterValueMapper(),
                EndpointMediaTypes.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return discoverer.getEndpoints().iterator().next().getOperations();
    }

    private static Object invoke(ApplicationContext context, String request, Map<String, Object> arguments) {
        return operations(context).stream()
                .filter(operation -> text(operation).equals(request))
                .findFirst()
                .orElseThrow()
                .invoke(new InvocationContext(SecurityContext.NONE, arguments));
    }

    private static String text(WebOperation operation) {
        return operation.getRequestPredicate().getHttpMethod() + " "
                + operation.getRequestPredicate().getPath();
    }

    @Test
    void itsOperationsAreThoseOfTheReference() {
        runner.run(context -> assertThat(operations(context))
                .extracting(ConductorEndpointWebTests::text)
                .containsExactlyInAnyOrder(
                        "GET conductor",
                        "GET conductor/{part}",
                        "POST conductor/{part}/{id}",
                        "DELETE conductor/{part}/{id}"));
    }

    @Test
    void anUnknownDeadLetterIsNotFoundAndSaysSo() {
        runner.run(context -> {
            Map<String, Object> arguments = Map.of("part", "dead-letters", "id", "42");

            for (String method : List.of("POST", "DELETE")) {
                Object response = invoke(context, method + " conductor/{part}/{id}", arguments);

                assertThat(response).isInstanceOfSatisfying(WebEndpointResponse.class, found -> {
                    assertThat(found.getStatus()).isEqualTo(404);
                    assertThat(found.getBody())
                            .hasToString(DeadLetterAnswer.unknown("42").toString());
                });
            }
        });
    }

    @Test
    void eachPartCanBeRead() {
        runner.run(context -> {
            for (String part : List.of("events", "dead-letters", "asyncapi")) {
                assertThat(invoke(context, "GET conductor/{part}", Map.of("part", part)))
                        .isNotNull();
            }
        });
    }
}
