package com.atomiton.events.listener;

import com.atomiton.events.EventContext;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.RequestContext;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Calls one listener method of one bean. What the method throws comes out as it was thrown.
 *
 * @param endpoint the method
 * @param bean the bean, which may be a proxy
 * @param invocable how to call it on the bean
 * @param returned takes what it returns for a plain event
 */
record ListenerInvoker(ConductorListenerEndpoint endpoint, Object bean, Method invocable, ReturnedEvents returned) {

    void onEvent(Object payload, EventContext context) throws Exception {
        ListenerCall call = new ListenerCall(payload, context, endpoint.arguments());
        if (isWanted(call)) {
            returned.emit(invoke(call), context);
        }
    }

    @Nullable
    Object onRequest(Object payload, RequestContext context) throws Exception {
        ListenerCall call = new ListenerCall(payload, context, endpoint.arguments());
        if (!isWanted(call)) {
            throw new NoHandlerException(
                    context.name(),
                    context.id(),
                    endpoint.method().description() + " answers it only if \"" + endpoint.condition() + "\" is true");
        }
        return invoke(call);
    }

    private boolean isWanted(ListenerCall call) {
        ListenerCondition condition = endpoint.condition();
        return condition == null || condition.matches(call);
    }

    private @Nullable Object invoke(ListenerCall call) throws Exception {
        endpoint.payloadType()
                .check(call.payload(), call.context().name(), endpoint.method().description());
        return ListenerMethod.invoke(invocable, bean, call.arguments());
    }
}
