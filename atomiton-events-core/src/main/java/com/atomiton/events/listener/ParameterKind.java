package com.atomiton.events.listener;

import com.atomiton.events.EventContext;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestContext;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.MessageHeaderAccessor;

/** What a parameter of a listener method stands for. */
enum ParameterKind {
    PAYLOAD,
    HEADER,
    HEADERS,
    MESSAGE,
    EVENT_CONTEXT,
    REQUEST_CONTEXT,
    PEER;

    /** The annotation decides, then the type; anything else is the payload. */
    static ParameterKind of(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        if (parameter.hasParameterAnnotation(Payload.class)) {
            return PAYLOAD;
        } else if (parameter.hasParameterAnnotation(Header.class)) {
            return HEADER;
        } else if (parameter.hasParameterAnnotation(Headers.class)
                || type == MessageHeaders.class
                || MessageHeaderAccessor.class.isAssignableFrom(type)) {
            return HEADERS;
        } else if (Message.class.isAssignableFrom(type)) {
            return MESSAGE;
        } else if (type == EventContext.class) {
            return EVENT_CONTEXT;
        } else if (type == RequestContext.class) {
            return REQUEST_CONTEXT;
        } else {
            return type == Peer.class ? PEER : PAYLOAD;
        }
    }
}
