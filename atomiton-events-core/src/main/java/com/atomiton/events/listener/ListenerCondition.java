package com.atomiton.events.listener;

import com.atomiton.events.EventContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.MethodParameter;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * The parsed SpEL condition of a listener method. The arguments are made only when the expression asks for one, so a
 * condition on the root's payload or context keeps away events whose arguments cannot be made.
 */
final class ListenerCondition {

    private static final Set<String> ALWAYS_THERE = Set.of("root", "this");

    private final SpelExpression expression;
    private final Map<String, Integer> parameters;
    private final StandardEvaluationContext shared = new StandardEvaluationContext();

    private ListenerCondition(SpelExpression expression, Map<String, Integer> parameters, BeanFactory beanFactory) {
        this.expression = expression;
        this.parameters = parameters;
        this.shared.setBeanResolver(new BeanFactoryResolver(beanFactory));
    }

    /**
     * Parses the condition.
     *
     * @throws InvalidConductorListenerException if it is no expression, or has a variable that is no parameter, which
     *     SpEL would take for {@code null}
     */
    static ListenerCondition parse(String condition, ListenerMethod method, BeanFactory beanFactory) {
        try {
            SpelExpression expression = new SpelExpressionParser().parseRaw(condition);
            Map<String, Integer> parameters = parameters(method);
            checkVariables(expression.getAST(), parameters.keySet(), condition, method);
            return new ListenerCondition(expression, parameters, beanFactory);
        } catch (ParseException invalid) {
            throw method.invalid(
                    "has the condition \"" + condition + "\", which is no valid SpEL: " + invalid.getMessage(),
                    invalid);
        }
    }

    private static Map<String, Integer> parameters(ListenerMethod method) {
        Map<String, Integer> parameters = new HashMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            int index = parameter.getParameterIndex();
            parameters.put("a" + index, index);
            parameters.put("p" + index, index);
        }
        for (MethodParameter parameter : method.getMethodParameters()) {
            String name = parameter.getParameterName();
            if (name != null) {
                parameters.put(name, parameter.getParameterIndex());
            }
        }
        return parameters;
    }

    private static void checkVariables(SpelNode node, Set<String> known, String condition, ListenerMethod method) {
        if (node instanceof VariableReference) {
            String name = node.toStringAST().substring(1);
            if (!ALWAYS_THERE.contains(name) && !known.contains(name)) {
                throw method.invalid("has the condition \"" + condition + "\" with #" + name
                        + ", but no parameter of that name: use #root.payload, #root.context, #a0, or compile with"
                        + " -parameters");
            }
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            checkVariables(node.getChild(i), known, condition, method);
        }
    }

    boolean matches(ListenerCall call) {
        CallContext context = new CallContext(call, parameters);
        shared.applyDelegatesTo(context);
        return Boolean.TRUE.equals(expression.getValue(context, Boolean.class));
    }

    @Override
    public String toString() {
        return expression.getExpressionString();
    }

    /** What {@code #root} is. */
    private record Root(Object payload, EventContext context) {}

    private static final class CallContext extends StandardEvaluationContext {

        private final ListenerCall call;
        private final Map<String, Integer> parameters;

        CallContext(ListenerCall call, Map<String, Integer> parameters) {
            super(new Root(call.payload(), call.context()));
            this.call = call;
            this.parameters = parameters;
        }

        @Override
        public @Nullable Object lookupVariable(String name) {
            Integer index = parameters.get(name);
            return index != null ? call.arguments()[index] : super.lookupVariable(name);
        }
    }
}
