package com.atomiton.events.autoconfigure.endpoint;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** Says over HTTP by the status what became of a dead letter. */
@EndpointWebExtension(endpoint = ConductorEndpoint.class)
public class ConductorEndpointWebExtension {

    private static final int CONFLICT = 409;

    private final ConductorEndpoint delegate;

    /** Extends this endpoint. */
    public ConductorEndpointWebExtension(ConductorEndpoint delegate) {
        this.delegate = delegate;
    }

    /** 200 if it was given to its listeners again, 404 if there is none, 409 if they have left, 503 if their lane is full. */
    @WriteOperation
    public WebEndpointResponse<Object> redeliver(@Selector String part, @Selector String id) {
        return response(delegate.redeliver(part, id));
    }

    /** 200 if it is forgotten, 404 if there is none. */
    @DeleteOperation
    public WebEndpointResponse<Object> discard(@Selector String part, @Selector String id) {
        return response(delegate.discard(part, id));
    }

    private static WebEndpointResponse<Object> response(@Nullable Object result) {
        if (!(result instanceof DeadLetterAnswer answer)) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        return new WebEndpointResponse<>(
                answer,
                switch (answer.outcome()) {
                    case REDELIVERED, DISCARDED -> WebEndpointResponse.STATUS_OK;
                    case UNKNOWN -> WebEndpointResponse.STATUS_NOT_FOUND;
                    case NO_LISTENER -> CONFLICT;
                    case LANE_FULL -> WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
                });
    }
}
