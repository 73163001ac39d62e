package com.atomiton.events.listener;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.messaging.converter.SimpleMessageConverter;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.HeaderMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.HeadersMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.MessageMethodArgumentResolver;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/**
 * Chooses for each parameter where its argument comes from: the contexts and a plain payload directly, the rest through
 * the argument resolvers of Spring Messaging, so that the annotations mean what they mean elsewhere.
 */
final class ArgumentResolvers {

    private static final Log log = LogFactory.getLog(ArgumentResolvers.class);

    private final ConfigurableBeanFactory beanFactory;
    private final HandlerMethodArgumentResolver header;
    private final HandlerMethodArgumentResolver headers = new HeadersMethodArgumentResolver();
    private final HandlerMethodArgumentResolver message = new MessageMethodArgumentResolver();

    ArgumentResolvers(ConfigurableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
        ConversionService conversionService = beanFactory.getConversionService();
        this.header = new HeaderMethodArgumentResolver(
                conversionService != null ? conversionService : new DefaultFormattingConversionService(), beanFactory);
    }

    /**
     * Where the argument of this parameter comes from.
     *
     * @throws InvalidConductorListenerException if there can be none
     */
    ListenerArgument forParameter(ListenerMethod method, MethodParameter parameter) {
        return switch (ParameterKind.of(parameter)) {
            case EVENT_CONTEXT, REQUEST_CONTEXT -> ListenerCall::context;
            case PEER -> call -> call.context().sender();
            case HEADER -> header(method, parameter);
            case HEADERS -> through(headers, method, parameter);
            case MESSAGE -> message(method, parameter);
            case PAYLOAD -> payload(method, parameter);
        };
    }

    private ListenerArgument header(ListenerMethod method, MethodParameter parameter) {
        Header annotation = parameter.getParameterAnnotation(Header.class);
        if (annotation != null && annotation.name().isEmpty() && parameter.getParameterName() == null) {
            throw method.invalid("has a @Header without a name, on parameter " + parameter.getParameterIndex()
                    + ": name it, or compile with -parameters");
        }
        return through(header, method, parameter);
    }

    private ListenerArgument message(ListenerMethod method, MethodParameter parameter) {
        if (!parameter.getParameterType().isAssignableFrom(GenericMessage.class)) {
            throw method.invalid(
                    "takes a " + parameter.getParameterType().getName() + ", which no event is: take a Message<…>");
        }
        return through(message, method, parameter);
    }

    private ListenerArgument payload(ListenerMethod method, MethodParameter parameter) {
        Payload annotation = parameter.getParameterAnnotation(Payload.class);
        if (annotation != null && !annotation.expression().isEmpty()) {
            throw method.invalid("has a @Payload with the expression \"" + annotation.expression()
                    + "\", which is not supported: take the whole payload");
        }
        boolean validated = isValidated(parameter);
        Validator validator = validated ? validator(method) : null;
        return validator == null && parameter.getParameterType() != Optional.class
                ? ListenerCall::payload
                : through(new EventPayloadResolver(validator), method, parameter);
    }

    private @Nullable Validator validator(ListenerMethod method) {
        Validator validator = beanFactory.getBeanProvider(Validator.class).getIfAvailable();
        if (validator == null) {
            log.warn(method.description() + " wants its payload to be validated, but there is no Validator bean: it"
                    + " gets every payload unchecked; define a LocalValidatorFactoryBean");
        }
        return validator;
    }

    private static boolean isValidated(MethodParameter parameter) {
        // The rule of PayloadMethodArgumentResolver
        return Arrays.stream(parameter.getParameterAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getSimpleName().startsWith("Valid")
                        || type == Validated.class
                        || type.isAnnotationPresent(Validated.class));
    }

    private static ListenerArgument through(
            HandlerMethodArgumentResolver resolver, ListenerMethod method, MethodParameter parameter) {
        if (!resolver.supportsParameter(parameter)) {
            throw method.invalid("has a parameter that nothing can be given to, number " + parameter.getParameterIndex()
                    + ": @Headers goes on a Map<String, Object>");
        }
        return call -> resolver.resolveArgument(parameter, call.message());
    }

    /** Validates. The payload has its type already, and an empty text is a payload like any other. */
    private static final class EventPayloadResolver extends PayloadMethodArgumentResolver {

        EventPayloadResolver(@Nullable Validator validator) {
            super(new SimpleMessageConverter(), validator);
        }

        @Override
        protected boolean isEmptyPayload(@Nullable Object payload) {
            return payload == null;
        }
    }
}
