package com.atomiton.samples.main.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.ParserContext;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.OperatorPower;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.MapAccessor;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * SpEL that can do nothing but compute: it reads maps and lists, and knows no types, constructors, methods, beans or
 * assignments. SpEL itself bounds the length and the number of operations of an expression; powers are refused on top,
 * since one power of a decimal number can take hours.
 */
final class Expressions {

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();
    private static final ParserContext TEMPLATE = new TemplateParserContext("{{", "}}");

    private Expressions() {}

    /**
     * Parses an expression.
     *
     * @param parameter the parameter it stands in, for errors
     */
    static Expression parse(String parameter, String text) {
        return parse(parameter, text, null);
    }

    private static Expression parse(String parameter, String text, @Nullable ParserContext template) {
        try {
            Expression expression = PARSER.parseExpression(text, template);
            refusePowers(expression);
            return expression;
        } catch (ExpressionException | IllegalStateException invalid) {
            throw new ParameterException(
                    parameter, "is no valid expression: '" + text + "': " + invalid.getMessage(), invalid);
        }
    }

    /** What an expression may see: the entries of the root by their names, and the variables as {@code #name}. */
    static EvaluationContext context(Map<String, @Nullable Object> variables) {
        SimpleEvaluationContext context = SimpleEvaluationContext.forPropertyAccessors(new MapAccessor(false))
                .withAssignmentDisabled()
                .build();
        variables.forEach(context::setVariable);
        return context;
    }

    /**
     * Fills in a text. A text that is one template as a whole, {@code "{{ limit }}"}, becomes the value itself, for
     * example a number; in longer texts the values become text.
     *
     * @param parameter the parameter it stands in, for errors
     */
    static @Nullable Object template(String parameter, String text, Scope scope) {
        if (!text.contains(TEMPLATE.getExpressionPrefix())) {
            return text;
        }
        Expression template = parse(parameter, text, TEMPLATE);
        try {
            return template.getValue(context(Map.of()), scope.root());
        } catch (ExpressionException failed) {
            throw new ParameterException(
                    parameter,
                    "cannot be filled in: '" + text + "': " + failed.getMessage() + "; known are the variables "
                            + scope.variables().keySet() + ", input and nodes",
                    failed);
        }
    }

    private static void refusePowers(Expression expression) {
        if (expression instanceof CompositeStringExpression composite) {
            for (Expression part : composite.getExpressions()) {
                refusePowers(part);
            }
        } else if (expression instanceof SpelExpression spel) {
            refusePowers(spel.getAST());
        }
    }

    private static void refusePowers(SpelNode node) {
        if (node instanceof OperatorPower) {
            throw new IllegalStateException("the operator ^ is not available");
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            refusePowers(node.getChild(i));
        }
    }
}
